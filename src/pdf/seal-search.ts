import type { Budget } from './budget.ts'
import { latin1, toHex } from './bytes.ts'
import { cursorAt } from './cursor.ts'
import { PdfRefusal } from './reasons.ts'
import { readValue } from './tokens.ts'

/** How many of either kind are looked at: a file has one seal, and few have more. */
const MOST = 8
/** Longer than any spelling of four numbers of ten digits. */
const RANGE_BYTES = 128
const BYTE_RANGE = /^\/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/

/** What the bytes of a file say that a seal is over: everything up to `end` but for the gap that holds the seal itself. */
export interface ClaimedRange {
  readonly gapStart: number
  readonly gapEnd: number
  readonly end: number
}

/**
 * What seals are over by their own word, in the order in which they stand. Found by searching, as nothing in the check itself is: what
 * stands here is a claim, to be checked or to be called one.
 */
export function claimedRanges(bytes: Uint8Array): ClaimedRange[] {
  const ranges = placesOf(bytes, '/ByteRange').flatMap(at => {
    const numbers = BYTE_RANGE.exec(latin1(bytes.subarray(at, at + RANGE_BYTES)))
    if (!numbers) return []
    const [gapStart, gapEnd, rest] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])]
    return [{ gapStart, gapEnd, end: gapEnd + rest }]
  })
  return ranges.slice(0, MOST)
}

/** Where a file that cannot be read is said to end by its seals; likewise. */
export const claimedEnds = (bytes: Uint8Array): number[] => [...new Set(claimedRanges(bytes).map(({ end }) => end))]

/** What stands under a /Contents and begins as a CMS does, whichever way it is spelled; likewise. */
export function claimedContainers(bytes: Uint8Array, budget: Budget): Uint8Array[] {
  const found: Uint8Array[] = []
  for (const at of placesOf(bytes, '/Contents')) {
    if (found.length >= MOST) break
    const value = stringAt(bytes, at + '/Contents'.length, budget)
    if (value?.[0] === 0x30 && value[1]! >= 0x80) found.push(value)
  }
  return found
}

/** Whether a name of a certificate stands in the digits of a seal, however broken that seal is. Anybody can write it there. */
export function isNamedInDigits(bytes: Uint8Array, names: readonly Uint8Array[]): boolean {
  const text = latin1(bytes)
  return names.map(toHex).some(digits => text.includes(digits) || text.includes(digits.toUpperCase()))
}

function stringAt(bytes: Uint8Array, at: number, budget: Budget): Uint8Array | null {
  try {
    const value = readValue(cursorAt(bytes, at, budget))
    return value.kind === 'string' ? value.value : null
  } catch (error) {
    if (error instanceof PdfRefusal && error.code !== 'limit-reached') return null
    throw error
  }
}

function placesOf(bytes: Uint8Array, name: string): number[] {
  const codes = [...name].map(character => character.charCodeAt(0))
  const places: number[] = []
  for (let at = bytes.indexOf(codes[0]!); at >= 0; at = bytes.indexOf(codes[0]!, at + 1)) {
    if (codes.every((code, nth) => bytes[at + nth] === code)) places.push(at)
  }
  return places
}
