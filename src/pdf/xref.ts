import { latin1 } from './bytes.ts'
import { LIMITS } from './limits.ts'
import { refuse } from './reasons.ts'
import { type Cursor, cursorAt, expectWord, readDictionary, readNatural, readWord, skipSpace } from './tokens.ts'
import type { PdfDict } from './values.ts'
import { readXrefStream } from './xref-stream.ts'

/** Where one object lies: at an offset of the file, inside an object stream, or nowhere. */
export type XrefEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' }

/** One cross-reference section and its trailer: what one saving of the file added. */
export interface XrefSection {
  readonly offset: number
  readonly entries: ReadonlyMap<number, XrefEntry>
  readonly trailer: PdfDict
}

/** How the file's last revision ends. */
export interface FileEnd {
  readonly xrefOffset: number
  /** Just behind `%%EOF` and its line end. */
  readonly end: number
}

const TAIL_BYTES = 4096

/**
 * Finds `startxref N %%EOF` (ISO 32000-2, 7.5.5) at the end of the file. Junk behind it is passed over here, so that the
 * check of the byte range can say what it is; a file without it is refused, never repaired.
 */
export function readFileEnd(bytes: Uint8Array): FileEnd {
  const from = Math.max(0, bytes.length - TAIL_BYTES)
  const tail = latin1(bytes.subarray(from))
  const start = tail.lastIndexOf('startxref')
  const match =
    start < 0 ? null : /^startxref(?:\r\n|\r|\n)(\d{1,10})(?:\r\n|\r|\n)%%EOF(?:\r\n|\r|\n)?/.exec(tail.slice(start))
  if (!match) refuse('no-end-of-file', from)
  return { xrefOffset: Number(match[1]), end: from + start + match[0].length }
}

/**
 * The file's cross-reference sections, newest first, by `startxref` and /Prev (7.5.4 to 7.5.8). Tables and streams are
 * read; a hybrid file shows two readers two contents and is refused.
 */
export function readSections(bytes: Uint8Array, xrefOffset: number): XrefSection[] {
  const sections: XrefSection[] = []
  const visited = new Set<number>()
  let next: number | null = xrefOffset
  while (next !== null) {
    if (visited.has(next) || next >= bytes.length) refuse('bad-xref', next)
    if (visited.size >= LIMITS.revisions) refuse('limit-reached', next)
    visited.add(next)
    const section: XrefSection = readSection(bytes, next)
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

function readSection(bytes: Uint8Array, offset: number): XrefSection {
  const cursor = cursorAt(bytes, offset)
  if (readWord(cursor) !== 'xref') return readXrefStream(bytes, offset)
  const entries = new Map<number, XrefEntry>()
  for (;;) {
    skipSpace(cursor)
    const before = cursor.at
    if (readWord(cursor) === 'trailer') break
    cursor.at = before
    readSubsection(cursor, entries)
  }
  const trailer = readDictionary(cursor)
  expectWord(cursor, 'startxref')
  return { offset, entries, trailer }
}

/** `first count`, a line end, and `count` lines of exactly twenty bytes (7.5.4). */
function readSubsection(cursor: Cursor, entries: Map<number, XrefEntry>): void {
  const first = readNatural(cursor)
  const count = readNatural(cursor)
  if (first + count > LIMITS.objects) refuse('limit-reached', cursor.at)
  skipSpace(cursor)
  for (let index = 0; index < count; index++, cursor.at += 20) {
    const line = latin1(cursor.bytes.subarray(cursor.at, cursor.at + 20))
    const match = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/.exec(line)
    if (!match) refuse('bad-xref', cursor.at)
    if (entries.has(first + index)) refuse('bad-xref', cursor.at)
    const used = match[3] === 'n'
    entries.set(
      first + index,
      used ? { kind: 'offset', offset: Number(match[1]), generation: Number(match[2]) } : { kind: 'free' },
    )
  }
}
