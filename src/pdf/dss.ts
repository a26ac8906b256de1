import type { PdfView } from './objects.ts'
import { PdfRefusal } from './reasons.ts'
import type { PdfValue } from './values.ts'

/** Object numbers of the streams of a document security store (ISO 32000-2, 12.8.4.3). */
export interface SecurityStore {
  readonly certs: readonly number[]
  readonly crls: readonly number[]
  readonly ocsps: readonly number[]
}

/** The store of one view; null without one. What is not as it should be is passed over: the store only offers evidence. */
export function dssOf(view: PdfView): SecurityStore | null {
  try {
    const value = view.dictionary(view.trailer.entries.get('Root')).entries.get('DSS')
    if (!value) return null
    const { entries } = view.dictionary(value)
    return {
      certs: numbersIn(view, entries.get('Certs')),
      crls: numbersIn(view, entries.get('CRLs')),
      ocsps: numbersIn(view, entries.get('OCSPs')),
    }
  } catch (error) {
    if (error instanceof PdfRefusal && error.code !== 'limit-reached') return null
    throw error
  }
}

function numbersIn(view: PdfView, value: PdfValue | undefined): number[] {
  const array = value && view.resolve(value)
  return array?.kind === 'array' ? array.items.flatMap(item => (item.kind === 'ref' ? [item.number] : [])) : []
}
