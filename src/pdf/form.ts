import type { PdfView } from './objects.ts'
import { refuse } from './reasons.ts'
import { textOfString } from './text-string.ts'
import type { PdfDict, PdfValue } from './values.ts'

/** A field of the form that holds a value of its own (ISO 32000-2, 12.7.4). */
export interface FormField {
  readonly number: number
  /** Partial names from the root down, joined by dots. */
  readonly name: string
  readonly dictionary: PdfDict
  /** Own or inherited; null without one. */
  readonly type: string | null
  readonly value: PdfValue | undefined
  /** Object numbers of its widgets: its own, or those of its kids. */
  readonly widgets: readonly number[]
}

/**
 * The fields of one revision: Root → AcroForm → Fields → Kids. A node without a partial name is a widget of the field above
 * it. Empty when there is no form. Refuses a tree that is none.
 */
export function readForm(view: PdfView, maxFields: number): FormField[] {
  const form = formOf(view)
  const roots = form?.entries.get('Fields')
  const found: FormField[] = []
  const visited = new Set<number>()

  const nodeOf = (value: PdfValue) => {
    if (value.kind !== 'ref' || visited.has(value.number)) refuse('bad-form', value.start)
    if (visited.size >= maxFields) refuse('limit-reached', value.start)
    visited.add(value.number)
    return { number: value.number, dictionary: view.dictionary(value) }
  }
  const walk = (
    { number, dictionary }: ReturnType<typeof nodeOf>,
    above: { name: string; type: PdfValue | undefined; value: PdfValue | undefined },
  ) => {
    const { entries } = dictionary
    const own = textOf(view, entries.get('T'))
    const name = [above.name, own].filter(part => part).join('.')
    const type = entries.get('FT') ?? above.type
    const value = entries.get('V') ?? above.value
    const kids = arrayItems(view, entries.get('Kids')).map(nodeOf)
    const named = kids.filter(kid => kid.dictionary.entries.has('T'))
    if (named.length > 0) {
      if (named.length !== kids.length) refuse('bad-form', dictionary.start)
      for (const kid of kids) walk(kid, { name, type, value })
      return
    }
    for (const kid of kids) if (kid.dictionary.entries.has('Kids')) refuse('bad-form', kid.dictionary.start)
    const typeName = type && view.resolve(type)
    if (typeName !== undefined && typeName.kind !== 'name') refuse('bad-form', dictionary.start)
    const widgets = kids.length > 0 ? kids.map(kid => kid.number) : [number]
    found.push({ number, name, dictionary, type: typeName?.value ?? null, value, widgets })
  }

  for (const root of arrayItems(view, roots)) walk(nodeOf(root), { name: '', type: undefined, value: undefined })
  return found
}

/** The form's dictionary; null when there is none. */
export function formOf(view: PdfView): PdfDict | null {
  const value = view.dictionary(view.trailer.entries.get('Root')).entries.get('AcroForm')
  return value === undefined || view.resolve(value).kind === 'null' ? null : view.dictionary(value)
}

function arrayItems(view: PdfView, value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined) return []
  const array = view.resolve(value)
  return array.kind === 'array' ? array.items : refuse('bad-form', value.start)
}

function textOf(view: PdfView, value: PdfValue | undefined): string {
  if (value === undefined) return ''
  const string = view.resolve(value)
  if (string.kind !== 'string') return refuse('bad-form', value.start)
  return textOfString(string.value)
}
