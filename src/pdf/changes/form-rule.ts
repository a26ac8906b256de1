import { formOf } from '../form.ts'
import type { PdfDict, PdfValue } from '../values.ts'
import { allow, type Comparison, deny } from './comparison.ts'
import { differingKeys, itemsAdded, sameValue } from './same-value.ts'

/** The form's own dictionary: its list of fields may grow by the new signatures, and it may say that there are signatures. */
export function checkForm(comparison: Comparison): void {
  const { before, after } = comparison
  const [old, now] = [formOf(before), formOf(after)]
  if (!old || !now) {
    if (old !== now) deny(comparison, 'form-changed', 'catalog')
    return
  }
  const ref = after.dictionary(after.trailer.entries.get('Root')).entries.get('AcroForm')
  const number = ref?.kind === 'ref' ? ref.number : undefined
  for (const key of differingKeys(old, now)) {
    const fine = key === 'Fields' || (key === 'SigFlags' && flagsOnlyGrow(old, now))
    if (!fine) deny(comparison, 'form-changed', 'catalog', number)
  }
  checkFields(comparison, old, now)
  if (number !== undefined) allow(comparison, number, 'catalog')
}

/** SignaturesExist and AppendOnly (Table 225). */
function flagsOnlyGrow(old: PdfDict, now: PdfDict): boolean {
  const [before, after] = [old.entries.get('SigFlags'), now.entries.get('SigFlags')]
  const flags = before?.kind === 'integer' ? before.value : 0
  return after?.kind === 'integer' && after.value <= 3 && (after.value & flags) === flags
}

function checkFields(comparison: Comparison, old: PdfDict, now: PdfDict): void {
  const { before, after } = comparison
  const [oldValue, newValue] = [old.entries.get('Fields'), now.entries.get('Fields')]
  const oldItems = itemsOf(oldValue && before.resolve(oldValue))
  const newItems = itemsOf(newValue && after.resolve(newValue))
  const added = itemsAdded(oldItems, newItems)
  if (!added) return deny(comparison, 'form-changed', 'catalog')
  const signed = new Set(comparison.added.map(({ found }) => found.fieldNumber))
  for (const item of added) {
    if (item.kind !== 'ref' || !signed.has(item.number)) {
      deny(comparison, 'field-changed', 'object', item.kind === 'ref' ? item.number : undefined)
    }
  }
  if (
    newValue?.kind === 'ref' &&
    (oldValue === undefined || sameValue(oldValue, newValue) || oldValue.kind !== 'ref')
  ) {
    allow(comparison, newValue.number, 'catalog')
  }
}

function itemsOf(value: PdfValue | undefined): readonly PdfValue[] {
  return value?.kind === 'array' ? value.items : []
}
