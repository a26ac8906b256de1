import jsQR from 'jsqr'
import { drawSheetPage } from './pdf-pages.ts'

/** A module of the code on a sheet is some four dots wide then: enough for any decoder. */
const WIDTH_PX = 1_240

/** What the QR code on a page of a sheet holds, read from a picture of it as a scanner does; null when there is none. */
export async function codeOnSheet(sha256: string, page: number): Promise<string | null> {
  const canvas = document.createElement('canvas')
  await drawSheetPage(sha256, page, canvas, WIDTH_PX)
  const picture = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
  return picture ? (jsQR(picture.data, picture.width, picture.height)?.data ?? null) : null
}
