import type { Spot } from '../../../src/contract/templates-api.ts'
import type { Pixels } from '../../ground/rendering/draw-page.ts'

const CELL_PX = 12
/** Less is the edge of a letter that lies a hair elsewhere. */
const LEAST = 48
const SPOTS_MAX = 40
const WHOLE: Spot = { x: 0, y: 0, width: 1_000, height: 1_000 }

/** Where two pages differ, as boxes in thousandths of the page; none where they are the same. */
export function changedSpots(one: Pixels, other: Pixels): Spot[] {
  if (one.width !== other.width || one.height !== other.height) return [WHOLE]
  const { width, height } = one
  const [columns, rows] = [Math.ceil(width / CELL_PX), Math.ceil(height / CELL_PX)]
  const cells = new Uint8Array(columns * rows)
  for (let at = 0; at < one.data.length; at += 4) {
    if (!differs(one.data, other.data, at)) continue
    const pixel = at / 4
    cells[Math.floor(Math.floor(pixel / width) / CELL_PX) * columns + Math.floor((pixel % width) / CELL_PX)] = 1
  }
  const spots: Spot[] = []
  for (let cell = 0; cell < cells.length; cell++) {
    if (cells[cell] !== 1) continue
    const { left, top, right, bottom } = boxFrom(cells, columns, rows, cell)
    const x = Math.round((left / columns) * 1_000)
    const y = Math.round((top / rows) * 1_000)
    spots.push({
      ...{ x, y, width: Math.round(((right + 1) / columns) * 1_000) - x },
      height: Math.round(((bottom + 1) / rows) * 1_000) - y,
    })
    if (spots.length > SPOTS_MAX) return [WHOLE]
  }
  return spots
}

const differs = (one: Uint8ClampedArray, other: Uint8ClampedArray, at: number): boolean =>
  Math.abs(one[at]! - other[at]!) > LEAST ||
  Math.abs(one[at + 1]! - other[at + 1]!) > LEAST ||
  Math.abs(one[at + 2]! - other[at + 2]!) > LEAST

/** The box around the cells that hang together with one, two cells apart at most; they are taken away. */
function boxFrom(cells: Uint8Array, columns: number, rows: number, from: number) {
  const box = { left: columns, top: rows, right: 0, bottom: 0 }
  const todo = [from]
  cells[from] = 0
  for (let cell = todo.pop(); cell !== undefined; cell = todo.pop()) {
    const [row, column] = [Math.floor(cell / columns), cell % columns]
    box.left = Math.min(box.left, column)
    box.right = Math.max(box.right, column)
    box.top = Math.min(box.top, row)
    box.bottom = Math.max(box.bottom, row)
    for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++)
      for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
        if (cells[y * columns + x] !== 1) continue
        cells[y * columns + x] = 0
        todo.push(y * columns + x)
      }
  }
  return box
}
