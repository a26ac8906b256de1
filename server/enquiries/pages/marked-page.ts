import type { Spot } from '../../../src/contract/enquiries-api.ts'
import { type Html, html } from '../../ground/plain-html.ts'
import { WORDS } from './words.ts'

/** Width and height of a PNG (its IHDR stands first); a page upright where it cannot be read. */
function sizeOf(png: Buffer): { width: number; height: number } {
  if (png.length < 24 || png.toString('latin1', 12, 16) !== 'IHDR') return { width: 1_080, height: 1_527 }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
}

const POINT_RADIUS_SHARE = 0.02

/** The page as its person saw it, with the spot drawn over it. */
export function markedPage(png: Buffer, spot: Spot | null): Html {
  const { width, height } = sizeOf(png)
  const stroke = Math.max(2, Math.round(width / 200))
  const line = html`fill="#b3261e" fill-opacity="0.14" stroke="#b3261e" stroke-width="${stroke}"`
  const isPoint = spot !== null && (spot.width === 0 || spot.height === 0)
  const px = (share: number, of: number) => Math.round(share * of)
  return html`<svg viewBox="0 0 ${width} ${height}" width="100%" role="img" aria-label="${WORDS.spot.zh} ${WORDS.spot.en}">
<image href="data:image/png;base64,${png.toString('base64')}" width="${width}" height="${height}"/>
${
  spot === null
    ? ''
    : isPoint
      ? html`<circle cx="${px(spot.x, width)}" cy="${px(spot.y, height)}" r="${px(POINT_RADIUS_SHARE, width)}" ${line}/>`
      : html`<rect x="${px(spot.x, width)}" y="${px(spot.y, height)}" width="${px(spot.width, width)}" height="${px(spot.height, height)}" ${line}/>`
}</svg>`
}
