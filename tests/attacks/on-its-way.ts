import { randomBytes } from 'node:crypto'
import { type Bytes, join, latin } from './der.ts'
import { extended, FREE, N, transcript } from './document.ts'
import { append, firstRevision, flate, type Pdf, stream } from './pdf-writer.ts'
import { addDocumentStamp, sealed } from './sign.ts'

/** A sealed document with a picture in it: bytes of every kind, as a real document has. */
export const withPicture = (): Pdf =>
  sealed({}, { catalog: '/Picture 12 0 R', more: new Map([[12, stream('', new Uint8Array(randomBytes(40_000)))]]) })

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** What a header of the web looks like when it was saved with the file. */
export const WEB_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 175619\r\n\r\n'

export const behind = (head: string, { bytes }: Pdf): Bytes => join(latin(head), bytes)

/** Every line end as another system writes it, as a transfer of text does. */
export const withLineEnds = ({ bytes }: Pdf, lineEnd: '\r\n' | '\n' | '\r'): Bytes =>
  latin(text(bytes).replaceAll(lineEnd === '\r\n' ? /\r?\n/g : /\r\n|\r|\n/g, lineEnd))

/** What a program makes of a document that it reads and writes again: the seal's dictionary as it was, everything elsewhere. */
export function savedAnew(pdf: Pdf): Bytes {
  const offset = pdf.offsets.get(N.signature)!
  const object = text(pdf.bytes.subarray(offset))
  const signature = object.slice(object.indexOf('\n') + 1, object.indexOf('\nendobj'))
  const objects = transcript({ certified: true, signature })
  return firstRevision({ objects, header: '%PDF-1.7\n%\xbf\xf7\xa2\xfe\n% saved\n', trailer: `/Info ${N.info} 0 R` })
    .bytes
}

/** A note that somebody wrote in a reader. */
export function noted(pdf: Pdf): Bytes {
  const note = `<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (seen) /P ${N.page} 0 R >>`
  const page = transcript({ signature: '<< >>' }).get(N.page)!
  const annotated = extended(String(page).replace(/\/Annots \[[^\]]*\]/, ''), `/Annots [${N.field} 0 R ${FREE} 0 R]`)
  return append(pdf, {
    objects: new Map([
      [N.page, annotated],
      [FREE, note],
    ]),
  }).bytes
}

/** A saving whose trailer leads to a cross-reference stream that is no longer there. */
export const staleHybrid = (pdf: Pdf): Bytes =>
  append(pdf, { objects: new Map([[FREE, flate('', 'saved')]]), trailer: '/XRefStm 15' }).bytes

/** The copy of an archive: a time stamp of an authority that nobody here knows, by a program that says what it is called. */
export const archived = (pdf: Pdf): Bytes =>
  addDocumentStamp(pdf, {
    tsa: 'tsa-foreign',
    also: new Map([[N.info, '<< /Title (Transcript) /Producer (an archive) /ModDate (D:20261122040000Z) >>']]),
    layout: { trailer: `/Info ${N.info} 0 R` },
  }).bytes
