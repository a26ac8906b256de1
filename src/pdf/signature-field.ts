import { type FormField, readForm } from './form.ts'
import type { PdfFile, PdfView } from './objects.ts'
import { type ReasonCode, refuse } from './reasons.ts'
import type { PdfDict } from './values.ts'

/** A signature that a field of the form holds. */
export interface FoundSignature {
  readonly field: string
  readonly fieldNumber: number
  /** Object number of the signature dictionary. */
  readonly number: number
  readonly dictionary: PdfDict
  /** The first revision that has it. */
  readonly revision: number
  /** What happened to it in a later one. */
  readonly fate: { readonly code: ReasonCode; readonly revision: number } | null
}

interface Held {
  readonly field: FormField
  readonly number: number
  readonly dictionary: PdfDict
}

/**
 * The signatures of all revisions (ISO 32000-2, 12.7 and 12.8). Nothing is searched for in the bytes: an orphan dictionary
 * or a text that looks like a signature does not count. One that a later revision lost or changed is kept, with its fate.
 */
export function findSignatures(file: PdfFile): FoundSignature[] {
  const found: FoundSignature[] = []
  for (const { index } of file.revisions) {
    const held = heldBy(file.viewAt(index), file.budget.limits.fields)
    if (new Set(held.map(one => one.number)).size < held.length) refuse('signature-shared', held[0]?.dictionary.start)
    for (const [at, known] of found.entries()) {
      if (known.fate) continue
      const still = held.find(one => one.field.number === known.fieldNumber)
      const code = !still ? 'signature-removed' : isSame(still, known) ? null : 'signature-replaced'
      if (code) found[at] = { ...known, fate: { code, revision: index } }
    }
    for (const one of held) {
      if (found.some(known => known.fieldNumber === one.field.number)) continue
      const { field, number, dictionary } = one
      found.push({ field: field.name, fieldNumber: field.number, number, dictionary, revision: index, fate: null })
    }
    if (found.length > file.budget.limits.signatures) refuse('limit-reached')
  }
  return found
}

function heldBy(view: PdfView, maxFields: number): Held[] {
  return readForm(view, maxFields).flatMap(field => {
    if (field.type !== 'Sig' || field.value === undefined) return []
    const dictionary = view.resolve(field.value)
    if (dictionary.kind === 'null') return []
    if (field.value.kind !== 'ref' || dictionary.kind !== 'dict') refuse('bad-form', field.dictionary.start)
    const { number } = field.value
    // In an object stream its places would not be places of the file.
    if (view.entry(number)?.kind !== 'offset') refuse('bad-signature-dictionary', dictionary.start)
    return [{ field, number, dictionary }]
  })
}

/** The same object at the same place: an override by equal bytes is an override all the same. */
function isSame(still: Held, known: FoundSignature): boolean {
  return still.number === known.number && still.dictionary.start === known.dictionary.start
}
