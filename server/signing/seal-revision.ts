import { bytesOfLatin1, concatBytes } from '../../src/pdf/bytes.ts'
import { openPdf, type PdfView } from '../../src/pdf/objects.ts'
import type { PdfDict, PdfRef, PdfValue } from '../../src/pdf/values.ts'
import { accessibleEdits, type Edit } from './accessible-edits.ts'
import { stackedTextEdits } from './stacked-text-edits.ts'

/** A PDF with an empty signature in it. */
export interface SealedRevision {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where the signature object starts. */
  readonly signatureStart: number
}

/**
 * Writes a rendered PDF anew as ONE revision that holds a certification signature: every object byte for byte as it was, but
 * for the catalogue (form and permissions), the first page (the signature's invisible widget) and what makes a tagged file say
 * that it is accessible. An appended update would
 * be smaller work, but a file of one revision leaves no reader two readings to choose from.
 *
 * `signature` is the signature dictionary; `texts` are those that must come out of the file as they are, whatever their script. Throws on a file that is not a fresh rendering: another revision, a form,
 * annotations or a cross-reference stream in it.
 */
export function sealRevision(
  pdf: Uint8Array,
  fieldName: string,
  signature: Uint8Array,
  texts: readonly string[] = [],
): SealedRevision {
  const file = openPdf(pdf)
  const view = file.views[0]
  const xrefOffset = file.sections[0]?.offset
  if (!view || xrefOffset === undefined || file.views.length !== 1 || file.end !== pdf.length) {
    throw new Error('only a file of one revision can be sealed')
  }
  const root = reference(view.trailer.entries.get('Root'))
  const page = firstPage(view)
  const offsets = offsetsOf(view)
  const [signatureNumber, fieldNumber] = [offsets.length + 1, offsets.length + 2]
  const form = `/AcroForm << /Fields [${fieldNumber} 0 R] /SigFlags 3 >> /Perms << /DocMDP ${signatureNumber} 0 R >>`
  const tabs = view.dictionary(page).entries.has('Tabs') ? '' : ' /Tabs /S'
  const stacked = stackedTextEdits(pdf, view, texts, fieldNumber + 1)
  const edits = [
    ...stacked.edits,
    ...accessibleEdits(pdf, view, root),
    addition(view, root, ['AcroForm', 'Perms'], form),
    addition(view, page, ['Annots'], `/Annots [${fieldNumber} 0 R]${tabs}`),
  ].sort((a, b) => a.at - b.at)
  // F 132: printed and locked, as PDF/A-2 asks of a widget (ISO 19005-2, 6.3.2). A rectangle without area needs no appearance.
  const field =
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${fieldName}) /V ${signatureNumber} 0 R ` +
    `/F 132 /Rect [0 0 0 0] /P ${page.number} 0 R >>`
  const added = [object(signatureNumber, signature), object(fieldNumber, bytesOfLatin1(field))] as const
  const further = stacked.objects.map((body, nth) => object(fieldNumber + 1 + nth, body))

  const signatureStart = moved(xrefOffset, edits)
  const fieldStart = signatureStart + added[0].length
  const ends = [fieldStart + added[1].length]
  for (const one of further) ends.push(ends.at(-1)! + one.length)
  const newOffsets = [...offsets.map(offset => moved(offset, edits)), signatureStart, fieldStart, ...ends.slice(0, -1)]
  const starts = [0, ...edits.map(({ until }) => until)]
  const bytes = concatBytes(
    ...edits.flatMap(({ at, bytes: put }, nth) => [pdf.subarray(starts[nth], at), put]),
    ...[pdf.subarray(starts.at(-1), xrefOffset), ...added, ...further],
    ...endOfFile(pdf, view.trailer, newOffsets, ends.at(-1)!),
  )
  return { bytes, signatureStart }
}

/** Where every object starts, that of number 1 first. */
function offsetsOf(view: PdfView): number[] {
  const { entries } = view
  const offsets: number[] = []
  for (let number = 1; offsets.length < entries.size; number++) {
    const entry = entries.get(number)
    if (entry === undefined || entry.kind === 'free') {
      // Number 0 is always free, and nothing but it may be.
      if (offsets.length + 1 === entries.size) break
      throw new Error('a rendering must number its objects without gaps')
    }
    if (entry.kind === 'packed' || entry.generation !== 0)
      throw new Error('only a file with a plain table can be sealed')
    offsets.push(entry.offset)
  }
  return offsets
}

/** `text` before the end of an object's dictionary. */
function addition(view: PdfView, ref: PdfRef, mustBeAbsent: readonly string[], text: string): Edit {
  const dictionary = view.dictionary(ref)
  for (const key of mustBeAbsent) {
    if (dictionary.entries.has(key)) throw new Error(`a rendering must not have /${key} before it is sealed`)
  }
  const at = dictionary.end - 2
  return { at, until: at, bytes: bytesOfLatin1(` ${text} `) }
}

/** Where a byte of the rendering stands once the edits before it are made. */
function moved(offset: number, edits: readonly Edit[]): number {
  return edits.reduce((sum, { at, until, bytes }) => (at < offset ? sum + bytes.length - (until - at) : sum), offset)
}

function object(number: number, body: Uint8Array): Uint8Array {
  return concatBytes(bytesOfLatin1(`${number} 0 obj\n`), body, bytesOfLatin1('\nendobj\n'))
}

function firstPage(view: PdfView): PdfRef {
  let ref = reference(view.dictionary(view.trailer.entries.get('Root')).entries.get('Pages'))
  for (let depth = 0; depth < 32; depth++) {
    const kids = view.dictionary(ref).entries.get('Kids')
    if (kids === undefined) return ref
    const list = view.resolve(kids)
    ref = reference(list.kind === 'array' ? list.items[0] : undefined)
  }
  throw new Error('the page tree has no first page')
}

function reference(value: PdfValue | undefined): PdfRef {
  if (value?.kind !== 'ref') throw new Error('the rendering lacks a reference that every PDF has')
  return value
}

/** One table and one trailer (ISO 32000-2, 7.5.4 and 7.5.5), which begin at `startxref`. */
function endOfFile(pdf: Uint8Array, trailer: PdfDict, offsets: readonly number[], startxref: number): Uint8Array[] {
  const size = offsets.length + 1
  const kept = ['Root', 'Info', 'ID'].flatMap(key => {
    const value = trailer.entries.get(key)
    return value ? [bytesOfLatin1(` /${key} `), pdf.subarray(value.start, value.end)] : []
  })
  return [
    bytesOfLatin1(`xref\n0 ${size}\n0000000000 65535 f\r\n`),
    rowsOf(offsets),
    bytesOfLatin1(`trailer\n<< /Size ${size}`),
    ...kept,
    bytesOfLatin1(` >>\nstartxref\n${startxref}\n%%EOF\n`),
  ]
}

const ROW = bytesOfLatin1('0000000000 00000 n\r\n')

/** A row of twenty bytes for each object: documents have thousands, so they are written as bytes and not as text. */
function rowsOf(offsets: readonly number[]): Uint8Array {
  const rows = new Uint8Array(offsets.length * ROW.length)
  offsets.forEach((offset, index) => {
    const start = index * ROW.length
    rows.set(ROW, start)
    for (let digit = start + 9, rest = offset; rest > 0; digit--, rest = Math.floor(rest / 10)) {
      rows[digit] = 0x30 + (rest % 10)
    }
  })
  return rows
}
