import { spend } from './budget.ts'
import { type Cursor, readWord, skipSpace } from './cursor.ts'
import { refuse } from './reasons.ts'
import { readHexString, readLiteralString } from './strings.ts'
import type { PdfArray, PdfDict, PdfName, PdfValue } from './values.ts'

/** One object (ISO 32000-2, 7.3). Refuses anything a strict reader could read in two ways. */
export function readValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > cursor.budget.limits.nesting) refuse('limit-reached', cursor.at)
  spend(cursor.budget, 'steps', 1, cursor.at)
  skipSpace(cursor)
  const start = cursor.at
  const byte = cursor.bytes[start]
  if (start >= cursor.end || byte === undefined) refuse('bad-token', start)
  if (byte === 0x2f) return readName(cursor)
  if (byte === 0x28) return readLiteralString(cursor)
  if (byte === 0x5b) return readArray(cursor, depth)
  if (byte === 0x3c) return cursor.bytes[start + 1] === 0x3c ? readDict(cursor, depth) : readHexString(cursor)
  return readWordValue(cursor)
}

/** A dictionary, where nothing else may stand. */
export function readDictionary(cursor: Cursor): PdfDict {
  const value = readValue(cursor)
  if (value.kind !== 'dict') refuse('bad-token', value.start)
  return value
}

function readName(cursor: Cursor): PdfName {
  const start = cursor.at++
  const raw = readWord(cursor)
  if (/#(?![0-9A-Fa-f]{2})/.test(raw)) refuse('bad-token', start)
  const value = raw.replace(/#(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { kind: 'name', value, start, end: cursor.at }
}

function readArray(cursor: Cursor, depth: number): PdfArray {
  const start = cursor.at++
  const items: PdfValue[] = []
  for (;;) {
    skipSpace(cursor)
    if (cursor.bytes[cursor.at] === 0x5d && cursor.at < cursor.end) break
    if (items.length >= cursor.budget.limits.containerEntries) refuse('limit-reached', start)
    items.push(readValue(cursor, depth + 1))
  }
  cursor.at++
  return { kind: 'array', items, start, end: cursor.at }
}

function readDict(cursor: Cursor, depth: number): PdfDict {
  const start = cursor.at
  cursor.at += 2
  const entries = new Map<string, PdfValue>()
  for (;;) {
    skipSpace(cursor)
    const byte = cursor.bytes[cursor.at]
    if (byte === 0x3e && cursor.bytes[cursor.at + 1] === 0x3e && cursor.at + 1 < cursor.end) break
    if (byte !== 0x2f || cursor.at >= cursor.end) refuse('bad-token', cursor.at)
    const key = readName(cursor)
    // A reader that takes the first and one that takes the last would see two different files.
    if (entries.has(key.value)) refuse('duplicate-key', key.start)
    if (entries.size >= cursor.budget.limits.containerEntries) refuse('limit-reached', start)
    entries.set(key.value, readValue(cursor, depth + 1))
  }
  cursor.at += 2
  return { kind: 'dict', entries, start, end: cursor.at }
}

function readWordValue(cursor: Cursor): PdfValue {
  const start = cursor.at
  const word = readWord(cursor)
  const end = cursor.at
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true', start, end }
  if (word === 'null') return { kind: 'null', start, end }
  if (/^[+-]?\d+$/.test(word)) {
    const value = Number(word)
    if (!Number.isSafeInteger(value)) refuse('bad-token', start)
    return readReferenceAfter(cursor, word, start) ?? { kind: 'integer', value, start, end }
  }
  if (/^[+-]?(\d+\.\d*|\.\d+)$/.test(word)) return { kind: 'real', value: Number(word), start, end }
  return refuse('bad-token', start)
}

/** `12 0 R` looks like an integer until its third word. Leaves the cursor behind the integer when it is one. */
function readReferenceAfter(cursor: Cursor, word: string, start: number): PdfValue | null {
  const back = cursor.at
  if (/^\d{1,7}$/.test(word)) {
    skipSpace(cursor)
    const generation = readWord(cursor)
    if (/^\d{1,5}$/.test(generation)) {
      skipSpace(cursor)
      if (readWord(cursor) === 'R') {
        return { kind: 'ref', number: Number(word), generation: Number(generation), start, end: cursor.at }
      }
    }
  }
  cursor.at = back
  return null
}
