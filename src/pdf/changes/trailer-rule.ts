import type { PdfDict } from '../values.ts'
import { allow, type Comparison, deny, isNew } from './comparison.ts'
import { differingKeys, sameValue } from './same-value.ts'

/** Keys that every saving writes anew; those of a cross-reference stream stand in the trailer too (ISO 32000-2, 7.5.8.2). */
const OWN = new Set(['Size', 'Prev', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms'])

/** The trailer: the catalogue stays, the identifier's first half stays, nothing unknown comes or goes. */
export function checkTrailer(comparison: Comparison): void {
  const before = comparison.before.trailer
  const after = comparison.after.trailer
  for (const key of differingKeys(before, after)) {
    if (key === 'Root') deny(comparison, 'root-changed', 'structure')
    else if (key === 'Size') checkSize(comparison, before, after)
    else if (key === 'ID') checkId(comparison, before, after)
    else if (key === 'Info') checkInfo(comparison, before, after)
    else if (!OWN.has(key)) deny(comparison, 'trailer-changed', 'structure')
  }
}

function checkSize(comparison: Comparison, before: PdfDict, after: PdfDict): void {
  const [old, now] = [before.entries.get('Size'), after.entries.get('Size')]
  if (old?.kind !== 'integer' || now?.kind !== 'integer' || now.value < old.value) {
    deny(comparison, 'trailer-changed', 'structure')
  }
}

/** The second half changes with every saving (14.4); some writers leave it out then. */
function checkId(comparison: Comparison, before: PdfDict, after: PdfDict): void {
  const [old, now] = [before.entries.get('ID'), after.entries.get('ID')]
  if (now === undefined) return
  const keeps =
    old === undefined || (old.kind === 'array' && now.kind === 'array' && sameValue(old.items[0], now.items[0]))
  if (now.kind !== 'array' || now.items.length !== 2 || !keeps) deny(comparison, 'trailer-changed', 'structure')
}

/** Information may come where there was none, or be left out: no page draws it. It may not be exchanged. */
function checkInfo(comparison: Comparison, before: PdfDict, after: PdfDict): void {
  const now = after.entries.get('Info')
  if (now === undefined) return
  if (before.entries.has('Info') || now.kind !== 'ref' || !isNew(comparison, now.number)) {
    deny(comparison, 'metadata-changed', 'metadata')
  } else allow(comparison, now.number, 'metadata')
}
