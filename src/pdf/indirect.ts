import { type Budget, spend } from './budget.ts'
import { behindLineEnd, cursorAt, expectWord, readNatural, readWord, skipSpace } from './cursor.ts'
import { refuse } from './reasons.ts'
import { readValue } from './tokens.ts'
import type { PdfRef, PdfValue } from './values.ts'

/** What finding and framing one object weighs beside the values in it. */
const OBJECT_STEPS = 40

/** An object as it stands in the file: `N G obj … endobj`. */
export interface IndirectObject {
  readonly number: number
  readonly generation: number
  readonly value: PdfValue
  /** A stream's bytes as they stand, still compressed. */
  readonly stream: Uint8Array | null
  /** Just behind `endobj`. */
  readonly end: number
  /** Whether its bytes alone say where it ends: false when its /Length is another object. */
  readonly standsAlone: boolean
}

/**
 * Reads the indirect object at `offset` (ISO 32000-2, 7.3.10). `lengthOf` finds a stream's /Length when it is an object of
 * its own; null where that is not allowed.
 */
export function readIndirectAt(
  bytes: Uint8Array,
  offset: number,
  budget: Budget,
  lengthOf: ((ref: PdfRef) => PdfValue) | null,
): IndirectObject {
  spend(budget, 'steps', OBJECT_STEPS, offset)
  const cursor = cursorAt(bytes, behindLineEnd(bytes, offset), budget)
  if (!isDigit(bytes[cursor.at])) refuse('bad-object', offset)
  const number = readNatural(cursor)
  const generation = readNatural(cursor)
  expectWord(cursor, 'obj')
  const value = readValue(cursor)
  skipSpace(cursor)
  const keyword = readWord(cursor)
  if (keyword === 'endobj') return { number, generation, value, stream: null, end: cursor.at, standsAlone: true }
  if (keyword !== 'stream' || value.kind !== 'dict') refuse('bad-object', offset)
  // A line end of CR LF or LF follows the keyword, never a CR alone (7.3.8.1).
  if (bytes[cursor.at] === 0x0d) cursor.at++
  if (bytes[cursor.at++] !== 0x0a) refuse('bad-stream', offset)
  let length = value.entries.get('Length')
  const standsAlone = length?.kind !== 'ref'
  if (length?.kind === 'ref' && lengthOf) length = lengthOf(length)
  if (length?.kind !== 'integer' || length.value < 0) refuse('bad-stream', offset)
  const start = cursor.at
  const end = start + length.value
  if (end > bytes.length) refuse('bad-stream', offset)
  cursor.at = end
  // At most one line end: a reader that searches for the keyword must come to the same end.
  if (bytes[cursor.at] === 0x0d) cursor.at++
  if (bytes[cursor.at] === 0x0a) cursor.at++
  if (readWord(cursor) !== 'endstream') refuse('bad-stream', end)
  expectWord(cursor, 'endobj')
  return { number, generation, value, stream: bytes.subarray(start, end), end: cursor.at, standsAlone }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}
