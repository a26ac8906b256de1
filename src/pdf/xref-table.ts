import { spendObjects } from './budget.ts'
import { type Cursor, readNatural, readWord, skipSpace } from './cursor.ts'
import { refuse } from './reasons.ts'
import type { XrefEntry } from './xref-section.ts'

const ROW_BYTES = 20

/** The subsections of a table up to and with the word `trailer` (ISO 32000-2, 7.5.4). The cursor stands behind `xref`. */
export function readXrefTable(cursor: Cursor): Map<number, XrefEntry> {
  const entries = new Map<number, XrefEntry>()
  for (;;) {
    skipSpace(cursor)
    const before = cursor.at
    if (readWord(cursor) === 'trailer') return entries
    cursor.at = before
    readSubsection(cursor, entries)
  }
}

/** `first count`, a line end, and `count` lines of exactly twenty bytes. */
function readSubsection(cursor: Cursor, entries: Map<number, XrefEntry>): void {
  const first = readNatural(cursor)
  const count = readNatural(cursor)
  // Before the limits: numbers of more rows than the file has room for are none of a table's.
  if (count * ROW_BYTES > cursor.end - cursor.at) refuse('bad-xref', cursor.at)
  spendObjects(cursor.budget, first, count, cursor.at)
  skipSpace(cursor)
  for (let number = first; number < first + count; number++, cursor.at += ROW_BYTES) {
    if (cursor.at + ROW_BYTES > cursor.end || entries.has(number)) refuse('bad-xref', cursor.at)
    entries.set(number, readRow(cursor.bytes, cursor.at))
  }
}

/** Ten digits, space, five digits, space, `n` or `f`, and one of the three line ends. */
function readRow(bytes: Uint8Array, at: number): XrefEntry {
  const offset = readDigits(bytes, at, 10)
  const generation = readDigits(bytes, at + 11, 5)
  const letter = bytes[at + 17]
  const [first, second] = [bytes[at + 18], bytes[at + 19]]
  const lineEnd = (first === 0x20 && (second === 0x0d || second === 0x0a)) || (first === 0x0d && second === 0x0a)
  if (bytes[at + 10] !== 0x20 || bytes[at + 16] !== 0x20 || !lineEnd) refuse('bad-xref', at)
  if (letter === 0x6e) return { kind: 'offset', offset, generation }
  return letter === 0x66 ? { kind: 'free' } : refuse('bad-xref', at)
}

function readDigits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0
  for (let at = start; at < start + count; at++) {
    const digit = bytes[at]! - 0x30
    if (digit < 0 || digit > 9) refuse('bad-xref', start)
    value = value * 10 + digit
  }
  return value
}
