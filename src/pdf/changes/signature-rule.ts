import type { Examined } from '../examine.ts'
import { readForm } from '../form.ts'
import type { PdfDict, PdfValue } from '../values.ts'
import { allow, type Comparison, deny, isNew } from './comparison.ts'
import { reach } from './reach.ts'
import { differingKeys } from './same-value.ts'
import { isInvisible, isWidget } from './widget.ts'

/** What a new widget may have. Actions are not among it. */
const WIDGET_KEYS = new Set(['Type', 'Subtype', 'F', 'Rect', 'P', 'AP', 'MK', 'DA', 'NM', 'M'])
/** What the field of a new signature, merged with its widget, may have. */
const FIELD_KEYS = new Set(['FT', 'T', 'TU', 'V', 'Ff', 'Kids', 'Lock', 'SV', ...WIDGET_KEYS])
/** What signing may change in a field that was prepared for it. */
const FILLED_KEYS = new Set(['V', 'AP', 'M', 'F'])

/**
 * The signatures and document time stamps that a revision added: each with an invisible widget, in a field of its own. Whether
 * they are good is judged for each by itself. The numbers of their widgets.
 */
export function checkAddedSignatures(comparison: Comparison): Set<number> {
  const widgets = new Set<number>()
  const fields = readForm(comparison.after, comparison.file.budget.limits.fields)
  for (const signature of comparison.added) {
    const field = fields.find(one => one.number === signature.found.fieldNumber)
    if (!field) continue
    const kind = signature.subFilter === 'ETSI.RFC3161' ? 'document-timestamp' : 'signature'
    comparison.purposes.add(kind)
    checkPermission(comparison, signature, kind)
    if (fields.some(other => other !== field && other.name === field.name))
      deny(comparison, 'field-changed', kind, field.number)
    checkField(comparison, field.number, field.dictionary, kind)
    for (const number of field.widgets) {
      widgets.add(number)
      if (number !== field.number) checkKid(comparison, number, kind)
    }
    checkDictionary(comparison, signature, kind)
  }
  return widgets
}

/** A certification is the first signature or none (12.8.2.2); one with P=1 lets no other follow but time stamps. */
function checkPermission(comparison: Comparison, { docMdp }: Examined, kind: 'signature' | 'document-timestamp'): void {
  if (kind === 'document-timestamp') return
  if (comparison.docMdp === 1 || docMdp !== null) deny(comparison, 'doc-mdp-violated', kind)
}

function checkField(
  comparison: Comparison,
  number: number,
  field: PdfDict,
  kind: 'signature' | 'document-timestamp',
): void {
  const { before, after } = comparison
  const keys = isNew(comparison, number)
    ? [...field.entries.keys()].filter(key => !FIELD_KEYS.has(key))
    : differingKeys(before.dictionary({ kind: 'ref', number, generation: 0, start: 0, end: 0 }), field).filter(
        key => !FILLED_KEYS.has(key),
      )
  if (keys.length > 0 || !(isWidget(field) || field.entries.has('Kids')))
    return deny(comparison, 'field-changed', kind, number)
  if (!isInvisible(after, field) && !field.entries.has('Kids'))
    return deny(comparison, 'signature-visible', kind, number)
  allow(comparison, number, kind)
  allowBelow(comparison, field, ['Lock', 'SV', 'AP', 'MK'], kind)
}

function checkKid(comparison: Comparison, number: number, kind: 'signature' | 'document-timestamp'): void {
  if (!comparison.changed.has(number)) return
  const kid = comparison.after.dictionary({ kind: 'ref', number, generation: 0, start: 0, end: 0 })
  const keys = [...kid.entries.keys()]
  if (!isNew(comparison, number) || !isWidget(kid) || keys.some(key => !(WIDGET_KEYS.has(key) || key === 'Parent'))) {
    return deny(comparison, 'field-changed', kind, number)
  }
  if (!isInvisible(comparison.after, kid)) return deny(comparison, 'signature-visible', kind, number)
  allow(comparison, number, kind)
  allowBelow(comparison, kid, ['AP', 'MK'], kind)
}

function checkDictionary(comparison: Comparison, { found }: Examined, kind: 'signature' | 'document-timestamp'): void {
  if (!isNew(comparison, found.number)) return deny(comparison, 'object-changed', kind, found.number)
  allow(comparison, found.number, kind)
  allowBelow(comparison, found.dictionary, [...found.dictionary.entries.keys()], kind)
}

/** New objects that only lead from here: nothing that was there before can refer to them. */
function allowBelow(
  comparison: Comparison,
  { entries }: PdfDict,
  keys: readonly string[],
  kind: 'signature' | 'document-timestamp',
): void {
  const roots: (PdfValue | undefined)[] = keys.map(key => entries.get(key))
  const follows = (number: number) => comparison.changed.has(number) && isNew(comparison, number)
  for (const number of reach(comparison.after, roots, comparison.file.budget, follows)) allow(comparison, number, kind)
}
