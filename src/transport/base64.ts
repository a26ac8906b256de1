import { err, ok, type Result } from '../result.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const CODES = Uint8Array.from(ALPHABET, letter => letter.charCodeAt(0))
const VALUES = new Uint8Array(128).fill(255)
for (const [value, code] of CODES.entries()) VALUES[code] = value

/** Divisible by three, so that only the last piece is padded, and small enough to be the arguments of one call. */
const PIECE_BYTES = 12_288

/** Base64 with padding, RFC 4648 section 4. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    pieces.push(encodePiece(bytes.subarray(start, start + PIECE_BYTES)))
  }
  return pieces.join('')
}

function encodePiece(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill('='.charCodeAt(0))
  let at = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    codes[at] = CODES[word >> 18]!
    codes[at + 1] = CODES[(word >> 12) & 63]!
    if (left > 1) codes[at + 2] = CODES[(word >> 6) & 63]!
    if (left > 2) codes[at + 3] = CODES[word & 63]!
    at += 4
  }
  // Spreading the codes into the call takes three times as long.
  return String.fromCharCode.apply(null, codes as unknown as number[])
}

/** The bytes of a padded base64 text; anything that `toBase64` would not have written is refused. */
export function fromBase64(text: string): Result<Uint8Array<ArrayBuffer>, string> {
  if (text.length % 4 !== 0) return err('the length is not a multiple of four')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const letters = text.length - padding
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  let word = 0
  for (let i = 0; i < letters; i++) {
    const code = text.charCodeAt(i)
    const value = code < 128 ? VALUES[code]! : 255
    if (value === 255) return err(`no base64 letter at ${i}`)
    word = (word << 6) | value
    if (i % 4 !== 3) continue
    bytes[at++] = word >> 16
    bytes[at++] = (word >> 8) & 255
    bytes[at++] = word & 255
    word = 0
  }
  // What is left of the last word must be zero bits, else two texts would mean the same bytes (RFC 4648 section 3.5).
  if (padding === 1) {
    if (word & 3) return err('the last letter carries stray bits')
    bytes[at++] = word >> 10
    bytes[at++] = (word >> 2) & 255
  } else if (padding === 2) {
    if (word & 15) return err('the last letter carries stray bits')
    bytes[at++] = word >> 4
  }
  return ok(bytes)
}
