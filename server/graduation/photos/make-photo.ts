import sharp from 'sharp'
import { isBackgroundBlue } from '../../../src/graduation/photo-rules.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { MadePhoto, PhotoFlaw } from './photo-messages.ts'

/** More no camera of a studio has. */
const SIDE_PX_MAX = 8_000
const PIXELS_MAX = 40_000_000
const SIDE_PX_MIN = 90
/** What is kept is for a screen and a form: nothing larger is of use there. */
const KEPT_WIDTH_PX = 960
const KEPT_HEIGHT_PX = 1_280
/** Coding that is looked for twice over saves a twentieth of the file and takes more time than all the rest of the writing. */
const KEPT_AS = { quality: 90, chromaSubsampling: '4:4:4', optimiseCoding: false } as const

const isJpegHead = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
const isPngHead = (bytes: Uint8Array) =>
  bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47 && bytes[4] === 0x0d

/**
 * Makes a photograph anew: what its file says besides the picture (where and by whom it was taken, a picture within the picture) is not in it
 * any more. JPEG and PNG alone, told by their first bytes; how large it is, is asked before a single pixel is unpacked.
 */
export async function makePhoto(
  bytes: Uint8Array,
  { isTrial } = { isTrial: false },
): Promise<Result<MadePhoto, PhotoFlaw>> {
  const isJpeg = isJpegHead(bytes)
  if (!isJpeg && !isPngHead(bytes)) return err('no-image')
  const options = { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true } as const
  const head = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (head === null) return err('broken')
  const { width, height } = head
  if (width > SIDE_PX_MAX || height > SIDE_PX_MAX || width * height > PIXELS_MAX) return err('too-many-pixels')
  if (width < SIDE_PX_MIN || height < SIDE_PX_MIN) return err('too-small')
  try {
    const { data, info } = await sharp(bytes, options)
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .resize({ width: KEPT_WIDTH_PX, height: KEPT_HEIGHT_PX, fit: 'inside', withoutEnlargement: true })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: 3 } as const
    const rgb = info.channels === 3 ? data : await sharp(data, { raw: info }).toColourspace('srgb').raw().toBuffer()
    const jpeg = isTrial ? [] : await sharp(rgb, { raw }).jpeg(KEPT_AS).toBuffer()
    const turned = (head.orientation ?? 1) >= 5
    return ok({
      ...{ jpeg: new Uint8Array(jpeg), isJpeg, blueShare: blueShareOf(rgb, raw.width, raw.height) },
      ...(turned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height }),
    })
  } catch {
    return err('broken')
  }
}

/** How much is blue of the upper edge and of the upper half of both sides, a twentieth of the width deep. */
function blueShareOf(rgb: Uint8Array, width: number, height: number): number {
  const depth = Math.max(1, Math.round(width / 20))
  let [blue, all] = [0, 0]
  for (let y = 0; y < height / 2; y++)
    for (let x = 0; x < width; x++) {
      if (y >= depth && x >= depth && x < width - depth) continue
      const at = (y * width + x) * 3
      all++
      if (isBackgroundBlue(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)) blue++
    }
  return all === 0 ? 0 : blue / all
}
