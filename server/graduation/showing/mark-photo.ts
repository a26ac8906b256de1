import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { err, ok, type Result } from '../../../src/result.ts'
import type { MarkJob, PhotoFlaw } from '../photos/photo-messages.ts'

const FONT_PACKAGE = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')))
const FONT_FILE = join(FONT_PACKAGE, '400Regular', 'NotoSansSC_400Regular.ttf')
/** Of the house's own; a character that it lacks is drawn with whatever this machine has. */
const FONT = 'Noto Sans SC'
const PIXELS_MAX = 960 * 1_280
const BACKGROUND = '#e8e8e8'
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }
const TURN_DEGREES = -28
const QUALITY = 85
/** A twentieth of the width: read at a glance, and the face is still known. */
const TEXT_SHARE = 1 / 20
const LIGHT = { color: '#ffffff', alpha: 60 } as const
const DARK = { color: '#000000', alpha: 40 } as const

/**
 * Draws a photograph for a screen: so many pixels whatever it has, and all over it, slanting, whose it is shown to and when. Light letters with a
 * dark edge are read on every picture, and not to be taken off it as one colour would be.
 */
export async function markPhoto({
  jpeg,
  lines,
  widthPx,
  heightPx,
}: Omit<MarkJob, 'is'>): Promise<Result<Uint8Array, PhotoFlaw>> {
  const words = await wordsOver(lines, widthPx, heightPx)
  try {
    const drawn = await sharp(jpeg, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
      .resize({ width: widthPx, height: heightPx, fit: 'contain', background: BACKGROUND })
      .composite([{ input: words }])
      .jpeg({ quality: QUALITY })
      .toBuffer()
    return ok(new Uint8Array(drawn))
  } catch {
    return err('broken')
  }
}

/** The words again and again, slanting, with nothing behind them: as large as the picture. */
async function wordsOver(lines: readonly string[], widthPx: number, heightPx: number): Promise<Buffer> {
  const side = Math.ceil(Math.hypot(widthPx, heightPx))
  const once = await wordsOnce(lines, Math.max(8, Math.round(widthPx * TEXT_SHARE)), side)
  const all = await clear(side, side)
    .composite([{ input: once, tile: true }])
    .png()
    .toBuffer()
  const { data, info } = await sharp(all)
    .rotate(TURN_DEGREES, { background: CLEAR })
    .png()
    .toBuffer({ resolveWithObject: true })
  const [left, top] = [Math.floor((info.width - widthPx) / 2), Math.floor((info.height - heightPx) / 2)]
  return sharp(data).extract({ left, top, width: widthPx, height: heightPx }).png().toBuffer()
}

const clear = (width: number, height: number) =>
  sharp({ create: { ...{ width, height, channels: 4, background: CLEAR } } })

/** The words with some room around them, no larger than `sidePx`. */
async function wordsOnce(lines: readonly string[], points: number, sidePx: number): Promise<Buffer> {
  const text = async ({ color, alpha }: typeof LIGHT | typeof DARK) => {
    const markup = `<span foreground="${color}" alpha="${alpha}%">${lines.map(escaped).join('\n')}</span>`
    const asked = { text: markup, font: `${FONT} ${points}`, fontfile: FONT_FILE, rgba: true, dpi: 72 } as const
    return sharp({ text: asked }).png().toBuffer({ resolveWithObject: true })
  }
  const [dark, light] = [await text(DARK), await text(LIGHT)]
  const flat = await clear(light.info.width + 2 * points, light.info.height + 2 * points)
    .composite([
      { input: dark.data, left: points + 1, top: points + 1 },
      { input: light.data, left: points, top: points },
    ])
    .png()
    .toBuffer()
  return sharp(flat).resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true }).png().toBuffer()
}

/** Words are no markup. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\p{Cc}/gu, ' ')
