import type { Seen } from './seen.ts'

/** A part of a picture, in dots; it may reach beyond it. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const COLUMNS = 13
const ROWS = 18

/** What lies in a box, brought to 13 by 18 means and to the same brightness and contrast as every other patch. */
export function patchOf({ width, height, grey }: Seen, box: Box): Float32Array {
  const patch = new Float32Array(COLUMNS * ROWS)
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const [fromX, toX] = spanOf(box.left, box.width, column, COLUMNS)
      const [fromY, toY] = spanOf(box.top, box.height, row, ROWS)
      let [sum, count] = [0, 0]
      for (let y = Math.max(0, fromY); y < Math.min(height, toY); y++)
        for (let x = Math.max(0, fromX); x < Math.min(width, toX); x++, count++) sum += grey[y * width + x]!
      patch[row * COLUMNS + column] = count === 0 ? 0 : sum / count
    }
  const mean = patch.reduce((sum, one) => sum + one, 0) / patch.length
  const spread = Math.sqrt(patch.reduce((sum, one) => sum + (one - mean) ** 2, 0) / patch.length) || 1
  return patch.map(one => (one - mean) / spread)
}

const spanOf = (from: number, length: number, part: number, parts: number): [number, number] => {
  const start = Math.floor(from + (length * part) / parts)
  return [start, Math.max(start + 1, Math.floor(from + (length * (part + 1)) / parts))]
}

/** Patches whose digit is known. */
export interface Known {
  readonly patch: Float32Array
  readonly digit: string
}

/** The digit that most of the five nearest known patches have. */
export function nearestDigit(known: readonly Known[], patch: Float32Array): string {
  const nearest: { digit: string; away: number }[] = []
  for (const { digit, patch: other } of known) {
    const limit = nearest.length < 5 ? Infinity : nearest[4]!.away
    let away = 0
    for (let at = 0; at < patch.length && away < limit; at++) away += (patch[at]! - other[at]!) ** 2
    if (away >= limit) continue
    nearest.push({ digit, away })
    nearest.sort((a, b) => a.away - b.away)
    nearest.length = Math.min(5, nearest.length)
  }
  const votes = new Map<string, number>()
  for (const { digit } of nearest) votes.set(digit, (votes.get(digit) ?? 0) + 1)
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '0'
}
