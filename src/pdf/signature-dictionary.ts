import { latin1 } from './bytes.ts'
import type { PdfView } from './objects.ts'
import { isoOfPdfDate } from './pdf-date.ts'
import { refuse } from './reasons.ts'
import { textOfString } from './text-string.ts'
import type { PdfDict } from './values.ts'

/** A CMS over the file itself, or a time-stamp token over it (ISO 32000-2, 12.8.3; EN 319 142-1). */
export type SubFilter = 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached' | 'ETSI.RFC3161'

const SUBFILTERS = new Map<string, { subFilter: SubFilter; type: string }>([
  ['ETSI.CAdES.detached', { subFilter: 'ETSI.CAdES.detached', type: 'Sig' }],
  ['adbe.pkcs7.detached', { subFilter: 'adbe.pkcs7.detached', type: 'Sig' }],
  ['ETSI.RFC3161', { subFilter: 'ETSI.RFC3161', type: 'DocTimeStamp' }],
])
const WEAK_SUBFILTERS = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1'])

/** The signature dictionary's /SubFilter, which must be of the list, and its /Type, which must fit it when it is there. */
export function readKind(signature: PdfDict): SubFilter {
  const value = signature.entries.get('SubFilter')
  if (value?.kind !== 'name') return refuse('unknown-subfilter', signature.start)
  if (WEAK_SUBFILTERS.has(value.value)) refuse('weak-subfilter', value.start)
  const kind = SUBFILTERS.get(value.value) ?? refuse('unknown-subfilter', value.start)
  const type = signature.entries.get('Type')
  if (type !== undefined && (type.kind !== 'name' || type.value !== kind.type)) {
    refuse('bad-signature-dictionary', type.start)
  }
  return kind.subFilter
}

/** The /SubFilter as it stands, for a report. */
export function subFilterText(signature: PdfDict): string {
  const value = signature.entries.get('SubFilter')
  return value?.kind === 'name' ? value.value : ''
}

/** /M as ISO 8601; null when it is absent or no date. */
export function claimedTime(signature: PdfDict): string | null {
  const time = signature.entries.get('M')
  return time?.kind === 'string' ? isoOfPdfDate(latin1(time.value)) : null
}

/** Longer reasons are cut: they are for showing. */
const REASON_CHARACTERS = 200

/** /Reason, why it was signed, as text; null when there is none. */
export function statedReason(signature: PdfDict): string | null {
  const reason = signature.entries.get('Reason')
  return reason?.kind === 'string' ? textOfString(reason.value.subarray(0, 2 * REASON_CHARACTERS + 2)) : null
}

/** What a signature asks of later changes. */
export interface Transforms {
  /** P of DocMDP; null for an approval signature. */
  readonly docMdp: 1 | 2 | 3 | null
  readonly locksFields: boolean
}

/**
 * The transforms in the signature's own /Reference (12.8.2). DocMDP is read from there because /Perms, which also leads to
 * it, is outside the signature and can be taken away.
 */
export function readTransforms(view: PdfView, signature: PdfDict): Transforms {
  const value = signature.entries.get('Reference')
  if (value === undefined) return { docMdp: null, locksFields: false }
  const references = view.resolve(value)
  if (references.kind !== 'array') refuse('bad-doc-mdp', value.start)
  let docMdp: 1 | 2 | 3 | null = null
  let locksFields = false
  for (const item of references.items) {
    const { entries, start } = view.dictionary(item)
    const method = entries.get('TransformMethod')
    if (method?.kind !== 'name') refuse('bad-doc-mdp', start)
    if (method.value === 'FieldMDP') locksFields = true
    if (method.value !== 'DocMDP') continue
    const parameters = entries.get('TransformParams')
    const permission = parameters && view.dictionary(parameters).entries.get('P')
    // 2 is the default (Table 257).
    const p = permission === undefined ? 2 : permission.kind === 'integer' ? permission.value : 0
    if (docMdp !== null || (p !== 1 && p !== 2 && p !== 3)) refuse('bad-doc-mdp', start)
    docMdp = p
  }
  return { docMdp, locksFields }
}
