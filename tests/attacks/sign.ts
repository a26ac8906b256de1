import { type CmsKnobs, cms, type TokenKnobs, timeStampToken } from './cms.ts'
import { type Bytes, join, latin } from './der.ts'
import { type DocumentKnobs, FREE, fieldText, N, transcript } from './document.ts'
import { append, type Body, firstRevision, type Pdf, type Revision, stream } from './pdf-writer.ts'
import { NOW_MS, type PartyName, party } from './pki.ts'
import type { Party } from './x509.ts'

/** Everything about one signature: its dictionary, its range and its CMS. */
export interface SignatureKnobs {
  readonly by?: PartyName | Party
  readonly subFilter?: string
  /** Certification level (12.8.2.2), none for an approval. */
  readonly certify?: number | string
  readonly cms?: CmsKnobs
  /** Bytes that the gap leaves for the CMS. */
  readonly capacity?: number
  /** Further or other entries of the dictionary: text that stands before /ByteRange. */
  readonly entries?: string
  /** The dictionary's entries but for ByteRange and Contents, all of them. */
  readonly head?: string
  /** The text of /ByteRange given the honest numbers, at most as long as the placeholder. */
  readonly range?: (range: Range) => string
  /** The bytes that are signed, given the whole file with its final range. */
  readonly covered?: (bytes: Bytes, range: Range) => readonly Uint8Array[]
  /** The hex digits, given those of the CMS; filled up with zeros to the placeholder. */
  readonly hex?: (digits: string) => string
  /** Whether the hex is filled with zeros, which is so but for an exact fit. */
  readonly replaceToken?: (digits: string, room: number) => string
}

/** The honest numbers of a signature: the gap is [gapStart, gapEnd), the file ends at `end`. */
export interface Range {
  readonly gapStart: number
  readonly gapEnd: number
  readonly end: number
}

const RANGE = '/ByteRange [0 ********** ********** **********]'
const CLAIMED = '/M (D:20261122035500Z)'

/** A signature dictionary with room in it. */
export function signatureBody(knobs: SignatureKnobs = {}): string {
  const subFilter = knobs.subFilter ?? 'ETSI.CAdES.detached'
  const reference =
    knobs.certify === undefined
      ? ''
      : `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${knobs.certify} /V /1.2 >> >>]`
  const head =
    knobs.head ??
    `/Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${CLAIMED} ${reference} ${knobs.entries ?? ''}`
  return `<< ${head} ${RANGE} /Contents <${'0'.repeat(2 * (knobs.capacity ?? 6000))}> >>`
}

/** Fills the last open signature of a file: range, digest, CMS, hex. */
export function fill(pdf: Pdf, knobs: SignatureKnobs = {}, make?: (covered: readonly Uint8Array[]) => Bytes): Pdf {
  const bytes = join(pdf.bytes)
  const buffer = Buffer.from(bytes.buffer)
  const at = buffer.lastIndexOf(RANGE, undefined, 'latin1')
  if (at < 0) throw new Error('no signature is open')
  // An open gap begins with zeros, a filled one with the tag of a SEQUENCE.
  const gapStart = buffer.lastIndexOf('/Contents <00000000', undefined, 'latin1') + '/Contents '.length
  const gapEnd = buffer.indexOf('>', gapStart, 'latin1') + 1
  const range: Range = { gapStart, gapEnd, end: bytes.length }
  const numbers = `[0 ${gapStart} ${gapEnd} ${bytes.length - gapEnd}]`
  const text = knobs.range ? knobs.range(range) : numbers
  const room = RANGE.length - '/ByteRange '.length
  if (text.length > room) throw new Error(`no room for the range ${text}`)
  bytes.set(latin(text.padEnd(room)), at + '/ByteRange '.length)
  const covered = knobs.covered?.(bytes, range) ?? [bytes.slice(0, gapStart), bytes.slice(gapEnd)]
  const container = make ? make(covered) : cms(signerOf(knobs), covered, knobs.cms)
  const digits = Buffer.from(container).toString('hex')
  const hex = knobs.hex ? knobs.hex(digits) : digits
  if (hex.length > gapEnd - gapStart - 2) throw new Error('the gap is too small')
  bytes.set(latin(hex), gapStart + 1)
  return { ...pdf, bytes }
}

export const signerOf = ({ by = 'p256' }: Pick<SignatureKnobs, 'by'>): Party =>
  typeof by === 'string' ? party(by) : by

/** A transcript that was signed as it was written: one revision. */
export function signed(knobs: SignatureKnobs = {}, document: DocumentKnobs = {}, layout: Partial<Revision> = {}): Pdf {
  const certified = knobs.certify !== undefined
  const objects = transcript({ certified, signature: signatureBody(knobs), ...document })
  return fill(firstRevision({ objects, trailer: `/Info ${N.info} 0 R`, ...layout }), knobs)
}

/** The house's own shape: certified with P=1 in one revision. */
export const sealed = (knobs: SignatureKnobs = {}, document: DocumentKnobs = {}, layout: Partial<Revision> = {}): Pdf =>
  signed({ certify: 1, ...knobs }, document, layout)

/** What a certified catalogue keeps in every later revision. The default of those that are added here. */
export const PERMS = `/Perms << /DocMDP ${N.signature} 0 R >>`
/** The knob for files that are not certified. */
export const UNCERTIFIED: DocumentKnobs = { perms: '' }

export interface AddedSignature extends SignatureKnobs {
  readonly name?: string
  readonly rect?: string
  readonly fieldMore?: string
  /** Other objects of the same revision. */
  readonly also?: ReadonlyMap<number, Body | null>
  readonly layout?: Partial<Revision>
  /** The document's knobs, so that its catalogue and page can be written again. */
  readonly document?: DocumentKnobs
  /** First free object number. */
  readonly free?: number
  /** Fields that the form has already. */
  readonly fields?: readonly string[]
  readonly make?: (covered: readonly Uint8Array[]) => Bytes
}

/** The objects of a revision that adds a signature field: catalogue, page, field and signature. */
export function signatureObjects(order: AddedSignature): Map<number, Body | null> {
  const free = order.free ?? FREE
  const before = order.fields ?? [`${N.field} 0 R`]
  const document = { ...order.document, signature: null }
  const fields = [...before, `${free} 0 R`]
  const annotations = fields
  const objects = transcript({ ...document, fields, annotations, perms: order.document?.perms ?? PERMS })
  return new Map<number, Body | null>([
    [N.catalog, objects.get(N.catalog)!],
    [N.page, objects.get(N.page)!],
    [free, fieldText(order.rect ?? '0 0 0 0', order.fieldMore ?? '', `/V ${free + 1} 0 R`, order.name ?? 'Second')],
    [free + 1, signatureBody(order)],
    ...(order.also ?? []),
  ])
}

/** The file with a further signature appended to it. */
export function addSignature(pdf: Pdf, order: AddedSignature): Pdf {
  const appended = append(pdf, { objects: signatureObjects(order), ...order.layout })
  return fill(appended, order, order.make)
}

export interface StampOrder extends Omit<AddedSignature, 'make'> {
  readonly tsa?: PartyName
  readonly token?: Partial<TokenKnobs>
}

/** The file with a document timestamp appended (EN 319 142-1, 5.4.3). */
export function addDocumentStamp(pdf: Pdf, order: StampOrder = {}): Pdf {
  const head = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161'
  const make = (covered: readonly Uint8Array[]) =>
    timeStampToken(party(order.tsa ?? 'tsa'), covered, { genTimeMs: NOW_MS - 60_000, ...order.token })
  return addSignature(pdf, { head, name: 'Stamp', ...order, make })
}

export interface DssOrder {
  readonly certificates?: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
  readonly ocsps?: readonly Uint8Array[]
  readonly free?: number
  /** Text of /VRI, which the validator need not read. */
  readonly vri?: (first: number) => string
  readonly document?: DocumentKnobs
  readonly fields?: readonly string[]
  readonly layout?: Partial<Revision>
  readonly also?: ReadonlyMap<number, Body | null>
  /** Further entries of the catalogue. */
  readonly catalog?: string
}

/** The objects of a revision that adds a document security store (5.4.2): the catalogue, /DSS and its streams. */
export function dssObjects(order: DssOrder): Map<number, Body | null> {
  const free = order.free ?? FREE
  const groups = [
    ['Certs', order.certificates ?? []],
    ['CRLs', order.crls ?? []],
    ['OCSPs', order.ocsps ?? []],
  ] as const
  const objects = new Map<number, Body | null>()
  let number = free + 1
  const arrays = groups.flatMap(([key, values]) => {
    if (values.length === 0) return []
    const references = values.map(value => {
      objects.set(number, stream('', value))
      return `${number++} 0 R`
    })
    return [`/${key} [${references.join(' ')}]`]
  })
  const fields = order.fields ?? [`${N.field} 0 R`]
  const catalog = transcript({
    ...{ ...order.document, signature: null, fields, perms: order.document?.perms ?? PERMS },
    catalog: `${order.document?.catalog ?? ''} ${order.catalog ?? ''} /DSS ${free} 0 R`,
  }).get(N.catalog)!
  const vri = order.vri ? `/VRI ${order.vri(free + 1)}` : ''
  return new Map<number, Body | null>([
    [N.catalog, catalog],
    [free, `<< ${arrays.join(' ')} ${vri} >>`],
    ...objects,
    ...(order.also ?? []),
  ])
}

export const addDss = (pdf: Pdf, order: DssOrder): Pdf => append(pdf, { objects: dssObjects(order), ...order.layout })
