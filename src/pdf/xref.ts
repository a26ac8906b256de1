import type { Budget } from './budget.ts'
import { latin1 } from './bytes.ts'
import { behindLineEnd, cursorAt, readWord } from './cursor.ts'
import { refuse } from './reasons.ts'
import { readDictionary } from './tokens.ts'
import type { XrefSection } from './xref-section.ts'
import { readXrefStream } from './xref-stream.ts'
import { readXrefTable } from './xref-table.ts'

/** `startxref N %%EOF` (ISO 32000-2, 7.5.5). */
interface SectionEnd {
  readonly startxref: number | null
  readonly end: number
}

const WORD = [...'startxref'].map(character => character.charCodeAt(0))
/** The word, a number of ten digits, `%%EOF` and the line ends between. */
const END_BYTES = 48

/** The offset that the last `startxref` of the file names. Junk behind it is judged by the caller; nothing is repaired. */
export function lastStartxref(bytes: Uint8Array): number {
  let at = bytes.length - WORD.length
  while (at >= 0 && !WORD.every((byte, index) => bytes[at + index] === byte)) at--
  if (at < 0) refuse('no-end-of-file', 0)
  return readEnd(bytes, at).startxref ?? refuse('no-end-of-file', at)
}

function readEnd(bytes: Uint8Array, behind: number): SectionEnd {
  let at = behind
  for (;;) {
    const byte = bytes[at]
    // Some writers put their name into a comment before the word.
    if (byte === 0x25) while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++
    else if (byte === 0x20 || byte === 0x0a || byte === 0x0d) at++
    else break
  }
  const text = latin1(bytes.subarray(at, at + END_BYTES))
  const match = /^startxref[ ]?(?:\r\n|\r|\n)(\d{1,10})[ ]?(?:\r\n|\r|\n)%%EOF/.exec(text)
  return match ? { startxref: Number(match[1]), end: at + match[0].length } : { startxref: null, end: behind }
}

/**
 * The file's cross-reference sections, newest first, by `startxref` and /Prev (7.5.4 to 7.5.8). Tables and streams are
 * read; a hybrid file shows two readers two contents and is refused.
 */
export function readSections(bytes: Uint8Array, xrefOffset: number, budget: Budget): XrefSection[] {
  const sections: XrefSection[] = []
  const visited = new Set<number>()
  let next: number | null = xrefOffset
  while (next !== null) {
    if (visited.has(next) || next >= bytes.length) refuse('bad-xref', next)
    // One more than the limit: a linearised file has two sections in its first revision.
    if (visited.size > budget.limits.revisions) refuse('limit-reached', next)
    visited.add(next)
    const section: XrefSection = readSection(bytes, next, budget)
    sections.push(section)
    if (section.trailer.entries.has('XRefStm')) refuse('hybrid-xref', section.trailer.start)
    if (section.trailer.entries.has('Encrypt')) refuse('encrypted-file', section.trailer.start)
    const previous = section.trailer.entries.get('Prev')
    if (previous !== undefined && (previous.kind !== 'integer' || previous.value < 0)) {
      refuse('bad-trailer', section.trailer.start)
    }
    next = previous?.kind === 'integer' ? previous.value : null
  }
  return sections
}

function readSection(bytes: Uint8Array, offset: number, budget: Budget): XrefSection {
  const cursor = cursorAt(bytes, behindLineEnd(bytes, offset), budget)
  if (readWord(cursor) !== 'xref') {
    const { bodyEnd, ...section } = readXrefStream(bytes, offset, budget)
    checkSize(section)
    return { ...section, ...readEnd(bytes, bodyEnd) }
  }
  const entries = readXrefTable(cursor)
  const trailer = readDictionary(cursor)
  const section = { offset, entries, trailer, stream: null }
  checkSize(section)
  return { ...section, ...readEnd(bytes, cursor.at) }
}

/** A number at or above /Size is an object for one reader and none for another (7.5.5). */
function checkSize({ entries, trailer }: Pick<XrefSection, 'entries' | 'trailer'>): void {
  const size = trailer.entries.get('Size')
  if (size?.kind !== 'integer') refuse('bad-trailer', trailer.start)
  for (const number of entries.keys()) if (number >= size.value) refuse('bad-xref', trailer.start)
}
