import { type Budget, newBudget } from './budget.ts'
import { readIndirectAt } from './indirect.ts'
import { refuse } from './reasons.ts'
import type { PdfDict } from './values.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'

/** One saving of the file: a body, its cross-reference section, a trailer, `%%EOF` (ISO 32000-2, 7.5.6). */
export interface Revision {
  /** 0 for the oldest. */
  readonly index: number
  /** Where its bytes begin: the end of the revision before it. */
  readonly start: number
  /** Just behind `%%EOF`. */
  readonly eof: number
  /** Just behind the line end that follows `%%EOF`, where there is one. */
  readonly end: number
  readonly trailer: PdfDict
  /** What it says of objects; what it does not name is as before. */
  readonly entries: ReadonlyMap<number, XrefEntry>
  /** One section; two in the first revision of a linearised file. */
  readonly sections: readonly XrefSection[]
}

/**
 * The revisions that `sections` (newest first) make up, oldest first. Each must lie behind the one before it and hold its
 * own objects, or two readers could disagree about what belongs to which.
 */
export function revisionsOf(bytes: Uint8Array, sections: readonly XrefSection[], budget: Budget): Revision[] {
  const oldestFirst = sections.toReversed()
  const groups: XrefSection[][] = isLinearized(bytes, oldestFirst, budget)
    ? [oldestFirst.slice(0, 2), ...oldestFirst.slice(2).map(section => [section])]
    : oldestFirst.map(section => [section])
  if (groups.length > budget.limits.revisions) refuse('limit-reached')
  const revisions: Revision[] = []
  for (const group of groups) {
    const start = revisions.at(-1)?.end ?? 0
    const newest = group.at(-1)!
    const eof = Math.max(...group.map(section => section.end))
    const linearized = group.length === 2
    if (newest.offset < start && !linearized) refuse('bad-xref', newest.offset)
    // The last startxref of a linearised revision stands behind its other section (ISO 32000-2, F.3).
    const startxref = linearized ? group[0]!.startxref : newest.startxref
    if (startxref !== newest.offset) refuse(startxref === null ? 'no-end-of-file' : 'bad-xref', newest.offset)
    const entries = linearized ? new Map([...group[0]!.entries, ...newest.entries]) : newest.entries
    for (const entry of entries.values()) {
      if (entry.kind === 'offset' && entry.offset >= eof) refuse('bad-xref', newest.offset)
    }
    const end = eof + lineEndAt(bytes, eof)
    revisions.push({ index: revisions.length, start, eof, end, trailer: newest.trailer, entries, sections: group })
  }
  return revisions
}

function lineEndAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? 2 : 1
  return bytes[at] === 0x0a ? 1 : 0
}

/** Two oldest sections in the wrong order, in a file whose first object says that it is linearised (Annex F). */
function isLinearized(bytes: Uint8Array, oldestFirst: readonly XrefSection[], budget: Budget): boolean {
  const [main, firstPage] = oldestFirst
  if (!main || !firstPage || firstPage.offset > main.offset) return false
  const header = /^%PDF-\d\.\d\s+(?:%[^\r\n]*\s+)?/.exec(String.fromCharCode(...bytes.subarray(0, 64)))
  const object = header && readIndirectAt(bytes, header[0].length, newBudget(budget.limits), null)
  return object?.value.kind === 'dict' && object.value.entries.has('Linearized')
}
