import type { ReasonCode } from '../reasons.ts'
import type { Change, ChangeKind } from '../report.ts'
import type { PdfValue } from '../values.ts'
import { firstHiddenByte } from './body-bytes.ts'
import { checkCatalog } from './catalog-rule.ts'
import { type Comparison, deny, isNew } from './comparison.ts'
import { checkStore } from './dss-rule.ts'
import { checkFilledForm } from './form-fill-rule.ts'
import { checkForm } from './form-rule.ts'
import { checkInformation } from './metadata-rule.ts'
import { checkPages } from './page-rule.ts'
import { checkAddedSignatures } from './signature-rule.ts'
import { checkTrailer } from './trailer-rule.ts'

/**
 * What one revision changed. Each rule allows the objects that it knows to be harmless; whatever no rule allowed is refused,
 * and so is a revision that is not for a security store, a time stamp or a signature.
 */
export function compareRevision(comparison: Comparison): Change[] {
  checkInformation(comparison)
  checkCatalog(comparison)
  checkForm(comparison)
  checkStore(comparison)
  checkPages(comparison, checkAddedSignatures(comparison))
  checkFilledForm(comparison)
  refuseUnexplained(comparison)
  checkTrailer(comparison)
  const hidden = firstHiddenByte(comparison.file.bytes, comparison.revision, comparison.after)
  if (hidden !== null) deny(comparison, 'hidden-bytes', 'structure')
  const { revision, purposes, refused, allowed } = comparison
  const kinds = new Set([...purposes, ...[...allowed.values()].filter(kind => kind === 'metadata')])
  return [...refused, ...[...kinds].map((kind): Change => ({ revision: revision.index, kind, permitted: true }))]
}

function refuseUnexplained(comparison: Comparison): void {
  const { changed, allowed, visible, purposes, refused } = comparison
  for (const number of changed) {
    const kind = allowed.get(number)
    if (kind === undefined) refuseObject(comparison, number)
    // Something that could be seen already led to this number, and found nothing there.
    else if (isNew(comparison, number) && visible.has(number)) deny(comparison, 'object-added', kind, number)
  }
  if (purposes.size > 0 || refused.length > 0) return
  // Permitted beside a signature, but no reason to save a signed file.
  for (const [number, kind] of allowed) {
    deny(comparison, kind === 'metadata' ? 'metadata-changed' : 'catalog-changed', kind, number)
  }
  if (refused.length === 0) deny(comparison, 'revision-after-signature', 'structure')
}

/** Names a change by what the object is. */
function refuseObject(comparison: Comparison, number: number): void {
  const entry = comparison.after.entry(number)
  const generation = entry?.kind === 'offset' ? entry.generation : 0
  const ref = { kind: 'ref', number, generation, start: 0, end: 0 } as const
  const [code, kind] = nameOf(comparison.after.load(ref)?.value)
  deny(comparison, isNew(comparison, number) && code === 'object-changed' ? 'object-added' : code, kind, number)
}

function nameOf(value: PdfValue | undefined): readonly [ReasonCode, ChangeKind] {
  if (value?.kind !== 'dict') return ['object-changed', 'object']
  const type = value.entries.get('Type')
  const typeName = type?.kind === 'name' ? type.value : ''
  if (typeName === 'Page' || typeName === 'Pages') return ['page-changed', 'page']
  if (value.entries.has('FT')) return ['field-changed', 'form-fill']
  if (typeName === 'Annot' || value.entries.has('Rect')) return ['annotation-changed', 'annotation']
  return ['object-changed', 'object']
}
