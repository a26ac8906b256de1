import { refuse } from './reasons.ts'

/** Codes up to this length are found in one step. */
const FAST_BITS = 9

/** A canonical Huffman code (RFC 1951, 3.2.2). */
export interface Huffman {
  /** By the next nine bits as they come: symbol × 16 + length, or 0 where the code is longer or none. */
  readonly fast: Uint16Array
  /** How many codes there are of each length. */
  readonly counts: Uint16Array
  /** The symbols in code order. */
  readonly symbols: Uint16Array
}

/** The code that the lengths of its symbols' codes describe. Refuses more codes than a length has room for. */
export function huffman(lengths: readonly number[]): Huffman {
  const counts = new Uint16Array(16)
  for (const length of lengths) counts[length]!++
  counts[0] = 0
  const firstCode = new Uint16Array(17)
  const offsets = new Uint16Array(17)
  let left = 1
  for (let length = 1; length < 16; length++) {
    left = left * 2 - counts[length]!
    if (left < 0) refuse('bad-stream')
    firstCode[length + 1] = (firstCode[length]! + counts[length]!) << 1
    offsets[length + 1] = offsets[length]! + counts[length]!
  }
  const symbols = new Uint16Array(lengths.length)
  const fast = new Uint16Array(1 << FAST_BITS)
  const next = firstCode.slice()
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length === 0) continue
    symbols[offsets[length]!++] = symbol
    const code = next[length]!++
    if (length > FAST_BITS) continue
    for (let at = reversed(code, length); at < fast.length; at += 1 << length) fast[at] = (symbol << 4) | length
  }
  return { fast, counts, symbols }
}

function reversed(code: number, length: number): number {
  let out = 0
  for (let bit = 0; bit < length; bit++) out |= ((code >> bit) & 1) << (length - 1 - bit)
  return out
}

/**
 * The symbol at the head of `bits` (first bit lowest, of which `available` are real): symbol × 16 + length of its code;
 * -1 when more bits are needed. Refuses bits that are no code.
 */
export function decodeSymbol({ fast, counts, symbols }: Huffman, bits: number, available: number): number {
  const found = fast[bits & ((1 << FAST_BITS) - 1)]!
  if (found !== 0 && (found & 15) <= available) return found
  let code = 0
  let first = 0
  let index = 0
  for (let length = 1; length < 16; length++) {
    if (length > available) return -1
    code |= (bits >> (length - 1)) & 1
    const count = counts[length]!
    if (code - first < count) return (symbols[index + code - first]! << 4) | length
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  return refuse('bad-stream')
}
