import { bytesOfLatin1, latin1 } from '../../src/pdf/bytes.ts'
import type { PdfView } from '../../src/pdf/objects.ts'
import type { PdfRef } from '../../src/pdf/values.ts'

/** Bytes that come in the place of `[at, until)`. */
export interface Edit {
  readonly at: number
  readonly until: number
  readonly bytes: Uint8Array
}

const edit = (at: number, until: number, text: string): Edit => ({ at, until, bytes: bytesOfLatin1(text) })

/** PDF/A asks that a schema which it does not know is described (ISO 19005-2, 6.6.2.3.3). */
const SCHEMA =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>'
const PART = '<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>'
const SCHEMAS = '<pdfaExtension:schemas><rdf:Bag>'
const CONFORMANCE = '</pdfaid:conformance>'

/**
 * What a tagged rendering lacks to be PDF/UA-1 (ISO 14289-1): that it says so (5), and that readers show its title in place of the
 * file's name (7.1). The order of the tabulator (7.18.3) belongs to the page of the widget. Empty for a file without tags or without
 * the metadata of PDF/A, which can't be accessible.
 */
export function accessibleEdits(pdf: Uint8Array, view: PdfView, root: PdfRef): Edit[] {
  const { entries, end } = view.dictionary(root)
  const metadata = entries.get('Metadata')
  if (!entries.has('StructTreeRoot') || metadata?.kind !== 'ref') return []
  const said = saysSo(pdf, view, metadata)
  if (said.length === 0) return []
  const preferences = entries.get('ViewerPreferences')
  if (preferences === undefined)
    return [...said, edit(end - 2, end - 2, ' /ViewerPreferences << /DisplayDocTitle true >> ')]
  if (preferences.kind !== 'dict')
    throw new Error('a rendering must have its /ViewerPreferences in the catalogue itself')
  if (preferences.entries.has('DisplayDocTitle')) return said
  return [...said, edit(preferences.end - 2, preferences.end - 2, ' /DisplayDocTitle true ')]
}

/** The metadata with the two sentences in it, and its new length. */
function saysSo(pdf: Uint8Array, view: PdfView, metadata: PdfRef): Edit[] {
  const { start, end, entries } = view.dictionary(metadata)
  const length = entries.get('Length')
  if (length?.kind !== 'integer' || entries.has('Filter')) return []
  const from = end + /^\s*stream\r?\n/.exec(latin1(pdf.subarray(end, end + 20)))![0].length
  const text = latin1(pdf.subarray(from, from + length.value))
  const [schemas, conformance] = [text.indexOf(SCHEMAS), text.indexOf(CONFORMANCE)]
  if (schemas < 0 || conformance < 0 || text.includes('pdfuaid')) return []
  const [bag, said] = [from + schemas + SCHEMAS.length, from + conformance + CONFORMANCE.length]
  const grown = String(length.value + SCHEMA.length + PART.length)
  if (length.start < start || length.end > end)
    throw new Error('a rendering must have its /Length in the dictionary itself')
  return [edit(length.start, length.end, grown), edit(bag, bag, SCHEMA), edit(said, said, PART)]
}
