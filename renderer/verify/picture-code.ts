import { codeFrom } from '../../src/verification/typed-code.ts'

/** What the QR code in a picture leads to. */
export type PictureCode =
  | { readonly kind: 'code'; readonly code: string }
  /** A code that leads to another address than the university's, with its host. */
  | { readonly kind: 'elsewhere'; readonly host: string }
  | { readonly kind: 'none' }

const NONE: PictureCode = { kind: 'none' }
/** Long edges that a picture is tried in: a code at the foot of a page is small, and a photograph is clearer when made smaller. */
const EDGES_PX = [1_600, 2_800]

/** Reads the QR code in a picture on this device. `site` is the host of the university's page. */
export async function codeInPicture(file: Blob, site: string): Promise<PictureCode> {
  try {
    const [{ default: jsQR }, picture] = await Promise.all([import('jsqr'), createImageBitmap(file)])
    for (const edgePx of EDGES_PX) {
      const { data, width, height } = pixelsOf(picture, edgePx)
      const found = jsQR(data, width, height)
      if (found) return meaningOf(found.data, site)
      if (edgePx >= Math.max(picture.width, picture.height)) break
    }
    return NONE
  } catch {
    // A picture that this browser cannot open.
    return NONE
  }
}

/** What a scanned text means: a code of ours stands bare or at our address, and at no other. */
export function meaningOf(text: string, site: string): PictureCode {
  if (URL.canParse(text) && new URL(text).host !== '') {
    const { host, pathname } = new URL(text)
    if (host !== site) return { kind: 'elsewhere', host }
    const code = codeFrom(pathname.split('/').at(-1) ?? '')
    return code === null ? NONE : { kind: 'code', code }
  }
  const code = codeFrom(text)
  return code === null ? NONE : { kind: 'code', code }
}

function pixelsOf(picture: ImageBitmap, edgePx: number): ImageData {
  const scale = Math.min(1, edgePx / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws nothing')
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
