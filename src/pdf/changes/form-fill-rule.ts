import { type FormField, readForm } from '../form.ts'
import type { PdfDict } from '../values.ts'
import { allow, type Comparison, isNew } from './comparison.ts'
import { reach } from './reach.ts'
import { differingKeys } from './same-value.ts'

/** What filling in a field changes: its value and how that looks (ISO 32000-2, 12.7.4). */
const FILLING = new Set(['V', 'AP', 'AS', 'I', 'M'])

/**
 * Form values that a certification with P=2 or 3 allows, under the public policy: named for what they are, never printed.
 * Not where a signature locks fields, and nothing that could run.
 */
export function checkFilledForm(comparison: Comparison): void {
  const { policy, docMdp, locksFields, before, after, file } = comparison
  if (policy !== 'public' || (docMdp !== 2 && docMdp !== 3) || locksFields) return
  const old = new Map(readForm(before, file.budget.limits.fields).map(field => [field.number, field]))
  for (const field of readForm(after, file.budget.limits.fields)) {
    const known = old.get(field.number)
    if (known && field.type !== 'Sig' && isFilling(comparison, known, field)) {
      allow(comparison, field.number, 'form-fill')
      allowLook(comparison, field.dictionary)
      comparison.purposes.add('form-fill')
    }
  }
}

function isFilling({ changed }: Comparison, old: FormField, now: FormField): boolean {
  const keys = differingKeys(old.dictionary, now.dictionary)
  return changed.has(now.number) && keys.length > 0 && keys.every(key => FILLING.has(key))
}

/** The streams that draw the field's value: the one it had, written anew, or new ones. */
function allowLook(comparison: Comparison, { entries }: PdfDict): void {
  const look = entries.get('AP')
  const appearances = look && comparison.after.resolve(look)
  if (appearances?.kind !== 'dict') return
  for (const value of appearances.entries.values()) {
    if (value.kind === 'ref') allow(comparison, value.number, 'form-fill')
    const follows = (number: number) => comparison.changed.has(number) && isNew(comparison, number)
    for (const number of reach(comparison.after, [value], comparison.file.budget, follows)) {
      allow(comparison, number, 'form-fill')
    }
  }
}
