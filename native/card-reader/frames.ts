import { type CardUid, cardUidSchema } from '../../src/contract/ids.ts'
import { type CardReaderProfile, digitsOf } from './profile.ts'

/** What one line of a reader says. A detail holds lengths, never the number. */
export type CardLine =
  | { readonly kind: 'card'; readonly uid: CardUid }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** A spark on the cable: no card was there. */
  | { readonly kind: 'noise' }

const NOISE_BYTES_MAX = 2
const DIGITS = { 10: /^[0-9]+$/, 16: /^[0-9A-Fa-f]+$/ } as const

/**
 * Reads the card's number from one line, without its line end. STX, ETX, blanks and line noise around the digits are passed over:
 * the number of digits is fixed, so that nothing that is missing goes unseen.
 */
export function decodeLine(line: Uint8Array, profile: CardReaderProfile): CardLine {
  const text = trimmed(line)
  const wanted = digitsOf(profile)
  if (text.length !== wanted || !DIGITS[profile.radix].test(text)) {
    if (line.length <= NOISE_BYTES_MAX) return { kind: 'noise' }
    const what = DIGITS[profile.radix].test(text) ? `${text.length} digits` : `${line.length} bytes that are no number`
    return { kind: 'damaged', detail: `${what} instead of ${wanted} digits` }
  }
  const value = BigInt(profile.radix === 16 ? `0x${text}` : text)
  const hex = value
    .toString(16)
    .toUpperCase()
    .padStart(profile.bytes * 2, '0')
  if (hex.length > profile.bytes * 2) return { kind: 'damaged', detail: `a number of more than ${profile.bytes} bytes` }
  const pairs = (hex.match(/../g) ?? []).slice(-(profile.takeLast ?? profile.bytes))
  if (profile.order === 'lsb') pairs.reverse()
  // Readers send these when the card left before its number was read.
  if (pairs.every(pair => pair === '00') || pairs.every(pair => pair === 'FF')) {
    return { kind: 'damaged', detail: 'the number of an empty field' }
  }
  return { kind: 'card', uid: cardUidSchema.parse(pairs.join('')) }
}

/** What is between the first and the last printable character. */
function trimmed(line: Uint8Array): string {
  const printable = (byte: number | undefined) => byte !== undefined && byte > 0x20 && byte < 0x7f
  let start = 0
  let end = line.length
  while (start < end && !printable(line[start])) start++
  while (end > start && !printable(line[end - 1])) end--
  return String.fromCharCode(...line.subarray(start, end))
}
