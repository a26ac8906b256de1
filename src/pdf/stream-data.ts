import { type Budget, spend } from './budget.ts'
import { inflate } from './inflate.ts'
import { refuse } from './reasons.ts'
import type { PdfDict } from './values.ts'

/** What building one Huffman code weighs. */
const CODE_STEPS = 64

/** The integer under `key`, or `otherwise` when the key is absent. Refuses any other type and negative numbers. */
export function naturalEntry(dict: PdfDict, key: string, otherwise?: number): number {
  const value = dict.entries.get(key)
  if (value === undefined && otherwise !== undefined) return otherwise
  if (value?.kind !== 'integer' || value.value < 0) refuse('bad-stream', dict.start)
  return value.value
}

/**
 * What a cross-reference stream or an object stream holds, after its filter (ISO 32000-2, 7.4.4). Flate with the PNG
 * predictors and no filter are known: nothing else is used for the structure of files.
 */
export function decodeStream(dict: PdfDict, raw: Uint8Array, budget: Budget): Uint8Array {
  let filter = dict.entries.get('Filter')
  if (filter?.kind === 'array' && filter.items.length === 1) filter = filter.items[0]
  if (filter === undefined) return raw
  if (filter.kind !== 'name' || filter.value !== 'FlateDecode') refuse('unsupported-filter', dict.start)
  let parameters = dict.entries.get('DecodeParms')
  if (parameters?.kind === 'array' && parameters.items.length === 1) parameters = parameters.items[0]
  const data = inflate(raw, budget.inflatedBytes, () => spend(budget, 'steps', CODE_STEPS, dict.start))
  spend(budget, 'inflatedBytes', data.length, dict.start)
  if (parameters === undefined || parameters.kind === 'null') return data
  if (parameters.kind !== 'dict') refuse('bad-stream', dict.start)
  const predictor = naturalEntry(parameters, 'Predictor', 1)
  if (predictor === 1) return data
  if (predictor < 10 || predictor > 15) refuse('unsupported-filter', dict.start)
  if (naturalEntry(parameters, 'Colors', 1) !== 1 || naturalEntry(parameters, 'BitsPerComponent', 8) !== 8) {
    refuse('unsupported-filter', dict.start)
  }
  return undoPngPredictor(data, naturalEntry(parameters, 'Columns', 1))
}

/** PNG filters over rows of `columns` bytes, one byte a pixel (PNG, section 9). */
function undoPngPredictor(data: Uint8Array, columns: number): Uint8Array {
  if (columns < 1 || data.length % (columns + 1) !== 0) refuse('bad-stream')
  const rows = data.length / (columns + 1)
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (columns + 1)]!
    if (filter > 4) refuse('bad-stream')
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const left = column > 0 ? out[at - 1]! : 0
      const up = row > 0 ? out[at - columns]! : 0
      const upLeft = row > 0 && column > 0 ? out[at - columns - 1]! : 0
      out[at] = data[row * (columns + 1) + 1 + column]! + predict(filter, left, up, upLeft)
    }
  }
  return out
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, upLeft)
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft
  const toLeft = Math.abs(estimate - left)
  const toUp = Math.abs(estimate - up)
  const toUpLeft = Math.abs(estimate - upLeft)
  if (toLeft <= toUp && toLeft <= toUpLeft) return left
  return toUp <= toUpLeft ? up : upLeft
}
