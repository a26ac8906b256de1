import { bytesOfLatin1, concatBytes } from '../../src/pdf/bytes.ts'
import { openPdf, type PdfView } from '../../src/pdf/objects.ts'
import type { PdfDict, PdfRef, PdfValue } from '../../src/pdf/values.ts'

/** A PDF with an empty signature in it. */
export interface SealedRevision {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where the signature object starts. */
  readonly signatureStart: number
}

/**
 * Writes a rendered PDF anew as ONE revision that holds a certification signature: every object byte for byte as it was, but
 * for the catalogue (form and permissions) and the first page (the signature's invisible widget). An appended update would
 * be smaller work, but a file of one revision leaves no reader two readings to choose from.
 *
 * `signatureOf` gives the signature dictionary. Throws on a file that is not a fresh rendering: another revision, a form,
 * annotations or a cross-reference stream in it.
 */
export function sealRevision(pdf: Uint8Array, fieldName: string, signature: Uint8Array): SealedRevision {
  const file = openPdf(pdf)
  const view = file.views[0]
  const xrefOffset = file.sections[0]?.offset
  if (!view || xrefOffset === undefined || file.views.length !== 1 || file.end !== pdf.length) {
    throw new Error('only a file of one revision can be sealed')
  }
  const root = reference(view.trailer.entries.get('Root'))
  const page = firstPage(view)
  const objects = objectsOf(pdf, view, xrefOffset)
  const signatureNumber = Math.max(...objects.keys()) + 1
  const fieldNumber = signatureNumber + 1

  extend(
    objects,
    view,
    root,
    ['AcroForm', 'Perms'],
    [`/AcroForm << /Fields [${fieldNumber} 0 R] /SigFlags 3 >>`, `/Perms << /DocMDP ${signatureNumber} 0 R >>`],
  )
  extend(objects, view, page, ['Annots'], [`/Annots [${fieldNumber} 0 R]`])
  objects.set(
    fieldNumber,
    // F 132: printed and locked, as PDF/A-2 asks of a widget (ISO 19005-2, 6.3.2). A rectangle without area needs no appearance.
    bytesOfLatin1(
      `${fieldNumber} 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Sig /T (${fieldName}) /V ${signatureNumber} 0 R ` +
        `/F 132 /Rect [0 0 0 0] /P ${page.number} 0 R >>\nendobj\n`,
    ),
  )
  objects.set(
    signatureNumber,
    concatBytes(bytesOfLatin1(`${signatureNumber} 0 obj\n`), signature, bytesOfLatin1('\nendobj\n')),
  )
  return assemble(pdf, view.trailer, objects, signatureNumber)
}

/** Every object's bytes, from its number to where the next one starts. */
function objectsOf(pdf: Uint8Array, view: PdfView, xrefOffset: number): Map<number, Uint8Array> {
  const placed = [...view.entries].flatMap(([number, entry]) => {
    if (entry.kind === 'free') return []
    if (entry.kind === 'packed' || entry.generation !== 0)
      throw new Error('only a file with a plain table can be sealed')
    return [{ number, offset: entry.offset }]
  })
  placed.sort((a, b) => a.offset - b.offset)
  return new Map(
    placed.map(({ number, offset }, at) => [number, pdf.subarray(offset, placed[at + 1]?.offset ?? xrefOffset)]),
  )
}

/** Adds `lines` to the dictionary of an object. */
function extend(
  objects: Map<number, Uint8Array>,
  view: PdfView,
  ref: PdfRef,
  mustBeAbsent: readonly string[],
  lines: readonly string[],
): void {
  const dictionary = view.dictionary(ref)
  const entry = view.entries.get(ref.number)
  const object = objects.get(ref.number)
  if (!object || entry?.kind !== 'offset') throw new Error(`object ${ref.number} is missing`)
  for (const key of mustBeAbsent) {
    if (dictionary.entries.has(key)) throw new Error(`a rendering must not have /${key} before it is sealed`)
  }
  const close = dictionary.end - 2 - entry.offset
  const added = bytesOfLatin1(` ${lines.join(' ')} `)
  objects.set(ref.number, concatBytes(object.subarray(0, close), added, object.subarray(close)))
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

/** Header, objects by number, one table, one trailer (ISO 32000-2, 7.5). */
function assemble(
  pdf: Uint8Array,
  trailer: PdfDict,
  objects: ReadonlyMap<number, Uint8Array>,
  signatureNumber: number,
): SealedRevision {
  // The comment of bytes above 127 stays with the header line (ISO 19005-2, 6.1.2).
  const headerEnd = pdf.indexOf(0x0a, pdf.indexOf(0x0a) + 1) + 1
  const parts: Uint8Array[] = [pdf.subarray(0, headerEnd)]
  const size = Math.max(...objects.keys()) + 1
  let at = headerEnd
  let signatureStart = 0
  const rows = ['0000000000 65535 f\r\n']
  for (let number = 1; number < size; number++) {
    const object = objects.get(number)
    if (!object) throw new Error('a rendering must number its objects without gaps')
    if (number === signatureNumber) signatureStart = at
    rows.push(`${String(at).padStart(10, '0')} 00000 n\r\n`)
    parts.push(object)
    at += object.length
  }
  const kept = ['Root', 'Info', 'ID'].flatMap(key => {
    const value = trailer.entries.get(key)
    return value ? [bytesOfLatin1(` /${key} `), pdf.subarray(value.start, value.end)] : []
  })
  return {
    bytes: concatBytes(
      ...parts,
      bytesOfLatin1(`xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size}`),
      ...kept,
      bytesOfLatin1(` >>\nstartxref\n${at}\n%%EOF\n`),
    ),
    signatureStart,
  }
}
