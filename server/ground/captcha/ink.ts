import type { Point } from './strokes.ts'

/** A line of ink through points, in the units of the picture. */
export interface InkLine {
  readonly points: readonly Point[]
  readonly width: number
}

/** Shades of a picture, row by row: 0 where there is nothing, 1 where there is ink, and between at an edge. */
export interface Shades {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** Draws lines with round ends and joints. What lies outside of the picture is cut off. */
export function ink(width: number, height: number, lines: readonly InkLine[]): Shades {
  const values = new Float32Array(width * height)
  for (const { points, width: penWidth } of lines)
    for (let at = 1; at < points.length; at++)
      drawPiece(values, width, height, points[at - 1]!, points[at]!, penWidth / 2)
  return { width, height, values }
}

/** One straight piece: the shade of a dot follows from how far it is from the middle of the pen's way. */
function drawPiece(
  values: Float32Array,
  width: number,
  height: number,
  [x1, y1]: Point,
  [x2, y2]: Point,
  half: number,
): void {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const square = dx * dx + dy * dy || 1
  // Most dots are all ink or none: the root is taken at the edge alone.
  const [inside, outside] = [(half - 0.5) ** 2, (half + 0.5) ** 2]
  const [fromX, toX] = [
    Math.max(0, Math.floor(Math.min(x1, x2) - half - 1)),
    Math.min(width - 1, Math.ceil(Math.max(x1, x2) + half + 1)),
  ]
  const [fromY, toY] = [
    Math.max(0, Math.floor(Math.min(y1, y2) - half - 1)),
    Math.min(height - 1, Math.ceil(Math.max(y1, y2) + half + 1)),
  ]
  for (let y = fromY; y <= toY; y++) {
    for (let x = fromX; x <= toX; x++) {
      const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square))
      const awayX = x - x1 - along * dx
      const awayY = y - y1 - along * dy
      const squareAway = awayX * awayX + awayY * awayY
      if (squareAway >= outside) continue
      const shade = squareAway <= inside ? 1 : half + 0.5 - Math.sqrt(squareAway)
      const place = y * width + x
      if (shade > values[place]!) values[place] = shade
    }
  }
}
