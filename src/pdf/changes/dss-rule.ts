import type { PdfView } from '../objects.ts'
import { PdfRefusal, refuse } from '../reasons.ts'
import type { PdfDict, PdfValue } from '../values.ts'
import { allow, type Comparison, deny, isNew } from './comparison.ts'
import { sameValue } from './same-value.ts'

const STREAM_KEYS = new Set(['Type', 'Length', 'Filter', 'DecodeParms'])

/**
 * The document security store (ISO 32000-2, 12.8.4.3): nothing but the dictionaries, arrays and streams that it is made of.
 * What they hold is evidence, which is weighed elsewhere; here it matters that nothing of it can be seen.
 */
export function checkStore(comparison: Comparison): void {
  const { before, after, changed } = comparison
  const old = storeOf(before)
  const now = storeOf(after)
  if (now === undefined) return
  const numbers = numbersOf(after, now)
  if (!numbers) return deny(comparison, 'dss-changed', 'dss')
  const known = (old && numbersOf(before, old)) ?? new Set<number>()
  let touched = !sameValue(old, now)
  for (const number of numbers) {
    if (!changed.has(number)) continue
    // An object that was something else before is not the store's to change.
    if (!isNew(comparison, number) && (!known.has(number) || comparison.visible.has(number))) {
      deny(comparison, 'dss-changed', 'dss', number)
      continue
    }
    touched = true
    allow(comparison, number, 'dss')
  }
  if (touched) comparison.purposes.add('dss')
}

function storeOf(view: PdfView): PdfValue | undefined {
  return view.dictionary(view.trailer.entries.get('Root')).entries.get('DSS')
}

/** The numbers of all objects of a store; null when it is not made as it should be. */
function numbersOf(view: PdfView, store: PdfValue): Set<number> | null {
  const numbers = new Set<number>()
  const note = (value: PdfValue) => {
    if (value.kind === 'ref') numbers.add(value.number)
  }
  const dictionary = (value: PdfValue, keys: (key: string) => boolean): PdfDict => {
    note(value)
    const found = view.dictionary(value)
    return [...found.entries.keys()].every(keys) ? found : refuse('dss-changed')
  }
  const stream = (value: PdfValue) => {
    note(value)
    const object = value.kind === 'ref' ? view.load(value) : null
    if (!object?.stream || object.value.kind !== 'dict') return refuse('dss-changed')
    for (const [key, entry] of object.value.entries) {
      if (!STREAM_KEYS.has(key)) refuse('dss-changed')
      if (key === 'Length') note(entry)
    }
  }
  const streams = (value: PdfValue | undefined) => {
    if (value === undefined) return
    note(value)
    const array = view.resolve(value)
    if (array.kind !== 'array') return refuse('dss-changed')
    for (const item of array.items) stream(item)
  }
  try {
    const { entries } = dictionary(store, key => ['Type', 'Certs', 'CRLs', 'OCSPs', 'VRI'].includes(key))
    for (const key of ['Certs', 'CRLs', 'OCSPs']) streams(entries.get(key))
    const vri = entries.get('VRI')
    if (!vri) return numbers
    for (const [name, value] of dictionary(vri, key => key === 'Type' || /^[0-9A-Fa-f]{40}$/.test(key)).entries) {
      if (name === 'Type') continue
      const one = dictionary(value, key => ['Type', 'Cert', 'CRL', 'OCSP', 'TU', 'TS'].includes(key)).entries
      for (const key of ['Cert', 'CRL', 'OCSP']) streams(one.get(key))
      const stamp = one.get('TS')
      if (stamp) stream(stamp)
    }
    return numbers
  } catch (error) {
    if (error instanceof PdfRefusal && error.code !== 'limit-reached') return null
    throw error
  }
}
