import { LIMITS } from './limits.ts'
import type { PdfView } from './objects.ts'
import { refuse } from './reasons.ts'
import type { PdfDict, PdfRef, PdfValue } from './values.ts'

/** A signature that the form of one revision holds. */
export interface FoundSignature {
  /** Object number of the signature dictionary. */
  readonly number: number
  readonly dictionary: PdfDict
}

/**
 * The signatures of one revision: Root → AcroForm → Fields → Kids → V (ISO 32000-2, 12.7 and 12.8). Nothing is searched for
 * in the bytes: an orphan dictionary or a text that looks like a signature does not count.
 */
export function findSignatures(view: PdfView): FoundSignature[] {
  const root = view.dictionary(view.trailer.entries.get('Root'))
  const formValue = root.entries.get('AcroForm')
  if (formValue === undefined || view.resolve(formValue).kind === 'null') return []
  const fields = view.dictionary(formValue).entries.get('Fields')
  const found: FoundSignature[] = []
  const visited = new Set<number>()

  const walk = (value: PdfValue, inheritedType: PdfValue | undefined, inheritedValue: PdfValue | undefined) => {
    if (value.kind !== 'ref') refuse('bad-form', value.start)
    if (visited.has(value.number)) refuse('bad-form', value.start)
    if (visited.size >= LIMITS.fields) refuse('limit-reached', value.start)
    visited.add(value.number)
    const field = view.dictionary(value)
    const type = field.entries.get('FT') ?? inheritedType
    const held = field.entries.get('V') ?? inheritedValue
    const kids = field.entries.get('Kids')
    if (kids !== undefined) {
      for (const kid of arrayItems(view, kids)) walk(kid, type, held)
      return
    }
    const typeName = type && view.resolve(type)
    if (typeName !== undefined && typeName.kind !== 'name') refuse('bad-form', field.start)
    if (typeName?.value !== 'Sig' || held === undefined) return
    const dictionary = view.resolve(held)
    if (dictionary.kind === 'null') return
    if (held.kind !== 'ref' || dictionary.kind !== 'dict') refuse('bad-form', field.start)
    found.push({ number: (held satisfies PdfRef).number, dictionary })
  }

  if (fields !== undefined) for (const field of arrayItems(view, fields)) walk(field, undefined, undefined)
  return found
}

function arrayItems(view: PdfView, value: PdfValue): readonly PdfValue[] {
  const array = view.resolve(value)
  return array.kind === 'array' ? array.items : refuse('bad-form', value.start)
}
