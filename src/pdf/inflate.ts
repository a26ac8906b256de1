import { decodeSymbol, type Huffman, huffman } from './huffman.ts'
import { refuse } from './reasons.ts'

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

const FIXED_LITERALS = huffman(Array.from({ length: 288 }, (_, s) => (s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8)))
const FIXED_DISTANCES = huffman(Array.from({ length: 30 }, () => 5))

/**
 * The data of a zlib stream (RFC 1950, 1951), at most `limitBytes` of it. In plain TypeScript, because neither Node's zlib
 * nor a browser's DecompressionStream can be bounded in both places; only the file's own structure passes through here.
 * `onCode` is called for each code that is built, so that a caller can bound them. Refuses with `bad-stream`, or
 * `limit-reached` when more would come out.
 */
export function inflate(source: Uint8Array, limitBytes: number, onCode: () => void = () => {}): Uint8Array {
  let at = 2
  let held = 0
  let bits = 0
  let out = new Uint8Array(Math.min(limitBytes, Math.max(1024, source.length * 4)))
  let size = 0

  const take = (count: number): number => {
    while (bits < count) {
      if (at >= source.length) refuse('bad-stream')
      held |= source[at++]! << bits
      bits += 8
    }
    const value = held & ((1 << count) - 1)
    held >>>= count
    bits -= count
    return value
  }
  const room = (count: number) => {
    if (size + count > limitBytes) refuse('limit-reached')
    if (size + count <= out.length) return
    const larger = new Uint8Array(Math.min(limitBytes, Math.max(out.length * 2, size + count)))
    larger.set(out)
    out = larger
  }
  const decode = (code: Huffman): number => {
    for (;;) {
      const found = bits >= 15 || at >= source.length ? decodeSymbol(code, held, bits) : -1
      if (found >= 0) {
        const length = found & 15
        held >>>= length
        bits -= length
        return found >> 4
      }
      if (at >= source.length) refuse('bad-stream')
      held |= source[at++]! << bits
      bits += 8
    }
  }
  const block = (literals: Huffman, distances: Huffman) => {
    for (;;) {
      const symbol = decode(literals)
      if (symbol === 256) return
      if (symbol < 256) {
        if (size === out.length) room(1)
        out[size++] = symbol
        continue
      }
      const base = LENGTH_BASE[symbol - 257] ?? refuse('bad-stream')
      const length = base + take(LENGTH_EXTRA[symbol - 257]!)
      const far = decode(distances)
      const distance = (DISTANCE_BASE[far] ?? refuse('bad-stream')) + take(DISTANCE_EXTRA[far]!)
      if (distance > size) refuse('bad-stream')
      room(length)
      for (let copied = 0; copied < length; copied++, size++) out[size] = out[size - distance]!
    }
  }
  const stored = () => {
    // Whole bytes that were taken too early go back (3.2.4).
    at -= bits >> 3
    held = 0
    bits = 0
    const length = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8)
    const inverse = (source[at + 2] ?? 0) | ((source[at + 3] ?? 0) << 8)
    at += 4
    if (length !== (~inverse & 0xffff) || at + length > source.length) refuse('bad-stream')
    room(length)
    out.set(source.subarray(at, at + length), size)
    size += length
    at += length
  }
  const dynamic = () => {
    onCode()
    const literalCount = take(5) + 257
    const distanceCount = take(5) + 1
    const codeCount = take(4) + 4
    if (literalCount > 286 || distanceCount > 30) refuse('bad-stream')
    const codeLengths = Array.from({ length: 19 }, () => 0)
    for (let index = 0; index < codeCount; index++) codeLengths[CODE_LENGTH_ORDER[index]!] = take(3)
    const code = huffman(codeLengths)
    const lengths: number[] = []
    while (lengths.length < literalCount + distanceCount) {
      const symbol = decode(code)
      if (symbol < 16) lengths.push(symbol)
      else {
        const value = symbol === 16 ? (lengths.at(-1) ?? refuse('bad-stream')) : 0
        let times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7)
        while (times-- > 0) lengths.push(value)
      }
    }
    if (lengths.length > literalCount + distanceCount || lengths[256] === 0) refuse('bad-stream')
    block(huffman(lengths.slice(0, literalCount)), huffman(lengths.slice(literalCount)))
  }

  const header = ((source[0] ?? 0) << 8) | (source[1] ?? 0)
  if ((header & 0x0f00) !== 0x0800 || header % 31 !== 0 || (header & 0x20) !== 0) refuse('bad-stream')
  for (let last = 0; last === 0; ) {
    last = take(1)
    const type = take(2)
    if (type === 0) stored()
    else if (type === 1) block(FIXED_LITERALS, FIXED_DISTANCES)
    else if (type === 2) dynamic()
    else refuse('bad-stream')
  }
  return out.subarray(0, size)
}
