import { shownRange } from '../../src/pdf/byte-range.ts'
import { openPdf, type PdfFile, type PdfView } from '../../src/pdf/objects.ts'
import type { PdfDict, PdfRef, PdfValue } from '../../src/pdf/values.ts'

/** A file that this house has sealed, opened to add proofs to it. */
export interface SealedFile {
  readonly pdf: Uint8Array
  readonly view: PdfView
  readonly root: PdfRef
  /** The number that the next new object takes. */
  readonly size: number
  /** Where the newest cross-reference table lies. */
  readonly xrefOffset: number
  readonly seal: Gap
  /** Just behind the last byte that the seal covers. */
  readonly sealedEnd: number
  readonly hasDss: boolean
  readonly hasArchiveStamp: boolean
  readonly hasSecondSeal: boolean
  /** Whether the seal certifies with P=2, so that a second one may follow. */
  readonly allowsSecondSeal: boolean
}

/** The /Contents of a signature, angle brackets included. */
export interface Gap {
  readonly start: number
  readonly end: number
  /** What it holds: a CMS and zeros behind it. */
  readonly contents: Uint8Array
}

/**
 * Opens a file as `signPades` and the additions of this folder leave it. Throws on any other file: proofs are added to the
 * house's own documents alone.
 */
export function openSealed(pdf: Uint8Array): SealedFile {
  const file = openPdf(pdf)
  const view = newestView(file)
  const root = referenceOf(view.trailer.entries.get('Root'))
  const catalog = view.dictionary(root)
  const fields = view.resolve(view.dictionary(catalog.entries.get('AcroForm')).entries.get('Fields') ?? NOTHING)
  if (fields.kind !== 'array' || fields.items.length === 0) throw new Error('the file has no signature')
  const signatures = fields.items.map(field => view.dictionary(view.dictionary(field).entries.get('V')))
  const [first, ...later] = signatures
  if (!first || subFilterOf(first) !== 'ETSI.CAdES.detached') throw new Error("the file's first signature is no seal")
  const size = view.trailer.entries.get('Size')
  const xrefOffset = file.sections[0]?.offset
  if (size?.kind !== 'integer' || xrefOffset === undefined) throw new Error('the trailer has no size')
  return {
    ...{ pdf, view, root, size: size.value, xrefOffset },
    seal: gapOf(pdf, first),
    sealedEnd: coveredEnd(first),
    hasDss: catalog.entries.has('DSS'),
    hasArchiveStamp: later.some(signature => subFilterOf(signature) === 'ETSI.RFC3161'),
    hasSecondSeal: later.some(signature => subFilterOf(signature) === 'adbe.pkcs7.detached'),
    allowsSecondSeal: docMdpOf(view, first) === 2,
  }
}

const NOTHING: PdfValue = { kind: 'null', start: 0, end: 0 }

function newestView(file: PdfFile): PdfView {
  const view = file.views[0]
  if (!view || file.end !== file.bytes.length) throw new Error('bytes follow the end of the file')
  return view
}

export function referenceOf(value: PdfValue | undefined): PdfRef {
  if (value?.kind !== 'ref') throw new Error('the file lacks a reference that every sealed file has')
  return value
}

function subFilterOf(signature: PdfDict): string | null {
  const value = signature.entries.get('SubFilter')
  return value?.kind === 'name' ? value.value : null
}

/** P of a certification (ISO 32000-2, 12.8.2.2). */
function docMdpOf(view: PdfView, signature: PdfDict): number | null {
  const references = signature.entries.get('Reference')
  const [reference] = references?.kind === 'array' ? references.items : []
  const parameters = reference && view.dictionary(reference).entries.get('TransformParams')
  const permission = parameters && view.dictionary(parameters).entries.get('P')
  return permission?.kind === 'integer' ? permission.value : null
}

function coveredEnd(signature: PdfDict): number {
  const range = shownRange(signature)
  if (!range) throw new Error('a signature has no /ByteRange')
  return range[2] + range[3]
}

function gapOf(pdf: Uint8Array, signature: PdfDict): Gap {
  const contents = signature.entries.get('Contents')
  if (contents?.kind !== 'string' || pdf[contents.start] !== 0x3c) throw new Error('a signature has no hex /Contents')
  return { start: contents.start, end: contents.end, contents: contents.value }
}
