import { type Case, contested, good, LATER } from '../case.ts'
import { changed, FREE, fieldText, formXObject, N, transcript } from '../document.ts'
import { append, type Body, firstRevision, type Pdf, type Revision, stream } from '../pdf-writer.ts'
import { addSignature, fill, type SignatureKnobs, sealed, signatureBody, signed, UNCERTIFIED } from '../sign.ts'

/** A file that was written unsigned and signed by an appended revision, as most programs do. */
export function signedLater(layout: Partial<Revision> = {}, later: Partial<Revision> = layout): Pdf {
  const plain = firstRevision({ objects: transcript(), ...layout })
  return addSignature(plain, { fields: [], name: 'Seal', document: UNCERTIFIED, layout: { ...later, packed: [] } })
}

const STREAMS: Partial<Revision> = { xref: 'stream' }
const PACKED: Partial<Revision> = { xref: 'stream', packed: [N.catalog, N.pages, N.page, N.font, N.info] }

const crlf = (bytes: Body): Body => (typeof bytes === 'string' ? bytes.replaceAll(' /', '\r\n/') : bytes)

/** A signature dictionary written by hand around the same placeholders. */
const handWritten = (text: (usual: string) => string): Pdf => signed({}, { signature: text(signatureBody()) })

/** A file of two hundred revisions, the last of which signs it. */
function savedThenSigned(layout: Partial<Revision>): Pdf {
  const large = `<< /Notes (${'x'.repeat(200_000)}) >>`
  let pdf = firstRevision({ objects: transcript({ more: new Map([[12, large]]) }), ...layout })
  for (let saving = 0; saving < 199; saving++) {
    const info = `<< /Title (Transcript) /ModDate (D:202611220400${String(saving % 60).padStart(2, '0')}Z) >>`
    pdf = append(pdf, { ...layout, packed: [], objects: new Map([[N.info, info]]), trailer: `/Info ${N.info} 0 R` })
  }
  return addSignature(pdf, { fields: [], name: 'Seal', document: UNCERTIFIED, layout: { ...layout, packed: [] } })
}

const PICTURE_BYTES = 5_000_000

/** Sound files of every layout that a strict reader must take. */
export const GOOD_LAYOUTS: readonly Case[] = [
  good('good/table', 'one revision with a classic table', () => signed()),
  good('good/xref-stream', 'one revision with a cross-reference stream', () => sealed({}, {}, STREAMS)),
  good('good/xref-stream-predictor', 'a cross-reference stream with a predictor', () =>
    sealed({}, {}, { ...STREAMS, predictor: true }),
  ),
  good('good/object-stream', 'catalogue, pages and font in an object stream', () => sealed({}, {}, PACKED)),
  good('good/field-packed', 'the signature field in an object stream', () =>
    sealed({}, {}, { xref: 'stream', packed: [N.catalog, N.field] }),
  ),
  good('good/signed-later', 'signed by an appended revision', () => signedLater()),
  good('good/signed-later-stream', 'signed by an appended revision with a cross-reference stream', () =>
    signedLater(STREAMS),
  ),
  good('good/signed-later-packed', 'object streams, signed by an appended revision', () =>
    signedLater(PACKED, STREAMS),
  ),
  good('good/edited-then-signed', 'three revisions before the signature', () => {
    let pdf = firstRevision({ objects: transcript() })
    for (const title of ['First', 'Second', 'Third'])
      pdf = append(pdf, { objects: new Map([[N.info, `<< /Title (${title}) >>`]]), trailer: `/Info ${N.info} 0 R` })
    return addSignature(pdf, { fields: [], name: 'Seal', document: UNCERTIFIED })
  }),
  good('good/saved-200-times', 'a form that was saved two hundred times before the signature', () =>
    savedThenSigned({}),
  ),
  good('good/saved-200-times-packed', 'the same with a large object stream in the first saving', () =>
    savedThenSigned({ xref: 'stream', packed: [N.catalog, N.pages, N.page, N.font, N.info, 12] }),
  ),
  good('good/freed-before-signing', 'an object that was freed before the signature', () => {
    const draft = firstRevision({ objects: transcript({ more: new Map([[12, '<< /Draft true >>']]) }) })
    return addSignature(append(draft, { objects: new Map([[12, null]]) }), {
      ...{ fields: [], name: 'Seal', document: UNCERTIFIED },
    })
  }),
  good('good/four-pages', 'four pages', () => sealed({}, { pages: 4 })),
  good('good/thirty-pages', 'thirty pages', () => sealed({}, { pages: 30 })),
  good('good/page-tree', 'a page tree of two levels', () =>
    sealed(
      {},
      {
        replace: new Map<number, Body>([
          [N.pages, `<< /Type /Pages /Kids [12 0 R] /Count 1 /MediaBox [0 0 595 842] >>`],
          [12, `<< /Type /Pages /Parent ${N.pages} 0 R /Kids [${N.page} 0 R] /Count 1 >>`],
        ]),
      },
    ),
  ),
  good('good/contents-array', 'a page whose content is in two streams', () =>
    sealed(
      {},
      {
        replace: new Map([
          [
            N.page,
            changed(
              transcript({ annotations: [`${N.field} 0 R`] }).get(N.page),
              '/Contents 4 0 R',
              '/Contents [4 0 R 12 0 R]',
            ),
          ],
        ]),
        more: new Map([[12, stream('', 'BT /F1 9 Tf 72 60 Td (End) Tj ET')]]),
      },
    ),
  ),
  good('good/approval', 'an approval signature without certification', () => signed()),
  good('good/certified-1', 'certified, no changes', () => sealed({ certify: 1 })),
  good('good/certified-2', 'certified, form filling', () => sealed({ certify: 2 })),
  good('good/certified-3', 'certified, annotations', () => sealed({ certify: 3 })),
  good('good/visible-seal', 'a visible seal', () =>
    sealed(
      {},
      {
        rect: '400 80 500 180',
        field: '/AP << /N 12 0 R >>',
        more: new Map([[12, formXObject('0.8 0 0 RG 4 4 92 92 re S')]]),
      },
    ),
  ),
  good('good/version-1.4', 'header 1.4', () => sealed({}, {}, { header: '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n' })),
  good('good/version-2.0', 'header 2.0', () => sealed({}, {}, { header: '%PDF-2.0\n%\xe2\xe3\xcf\xd3\n' })),
  good('good/header-crlf', 'a header with CR LF', () =>
    sealed({}, {}, { header: '%PDF-1.7\r\n%\xe2\xe3\xcf\xd3\r\n' }),
  ),
  good('good/crlf', 'dictionaries broken by CR LF', () =>
    signed(
      {},
      {
        replace: new Map(
          [...transcript()]
            .filter(([number]) => number === N.font || number === N.info)
            .map(([number, body]) => [number, crlf(body)]),
        ),
      },
    ),
  ),
  good('good/tail-crlf', 'startxref with CR LF', () =>
    sealed({}, {}, { tail: at => `startxref\r\n${at}\r\n%%EOF\r\n` }),
  ),
  good('good/tail-without-line-end', 'nothing behind %%EOF', () =>
    sealed({}, {}, { tail: at => `startxref\n${at}\n%%EOF` }),
  ),
  good('good/upper-case-hex', 'the CMS in capitals', () => sealed({ hex: digits => digits.toUpperCase() })),
  good('good/exact-gap', 'a gap that the CMS fills', () =>
    sealed({ by: 'rsa', capacity: exactCapacity({ by: 'rsa' }) }),
  ),
  good('good/contents-first', '/Contents before /ByteRange', () => contentsFirst()),
  good('good/comments', 'comments inside the signature dictionary', () =>
    handWritten(usual => usual.replace('/Filter', '% a comment >> endobj\n/Filter')),
  ),
  good('good/escaped-names', 'names with #-escapes', () =>
    handWritten(usual => usual.replace('/Adobe.PPKLite', '/Adobe#2EPPKLite').replace('/Type /Sig', '/Type /S#69g')),
  ),
  good('good/facts', 'name, place, reason and contact in the signature dictionary', () =>
    sealed({
      entries:
        '/Name (Registrar \\(main\\)) /Location <FEFF53174EAC> /Reason (Issued) /ContactInfo (registrar@example.edu)',
    }),
  ),
  good('good/field-in-unicode', 'a field name in UTF-16', () =>
    signed({}, { replace: new Map([[N.field, fieldText('0 0 0 0').replace('/T (Seal)', '/T <FEFF53704E8B>')]]) }),
  ),
  good('good/field-below-parent', 'the field is the kid of a field without a type', () =>
    signed(
      {},
      {
        fields: [],
        replace: new Map<number, Body>([
          [N.catalog, transcript({ fields: ['12 0 R'] }).get(N.catalog)!],
          [12, `<< /T (University) /Kids [${N.field} 0 R] >>`],
          [N.field, fieldText('0 0 0 0', '/Parent 12 0 R')],
        ]),
      },
    ),
  ),
  good('good/big', 'a file of five megabytes', () =>
    sealed(
      {},
      {
        more: new Map([
          [
            12,
            stream(
              '/Type /XObject /Subtype /Image /Width 1000 /Height 5000 /ColorSpace /DeviceGray /BitsPerComponent 8',
              new Uint8Array(PICTURE_BYTES).fill(7),
            ),
          ],
        ]),
        resources: '',
      },
    ),
  ),
  good('good/many-objects', 'five thousand objects', () =>
    sealed({}, { more: new Map(Array.from({ length: 5000 }, (_, nth) => [1000 + nth, `<< /Nth ${nth} >>`])) }),
  ),
  good('good/looks-like-a-signature', 'a text on the page that looks like a signature', () =>
    sealed(
      {},
      { content: 'BT /F1 12 Tf (<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> startxref 5 %%EOF) Tj ET' },
    ),
  ),
  good(
    'good/three-signatures',
    'three signatures by three signers',
    () => {
      const two = addSignature(signed(), { by: 'p256-second', document: UNCERTIFIED })
      const fields = [`${N.field} 0 R`, `${FREE} 0 R`]
      return addSignature(two, { by: 'rsa', name: 'Third', document: UNCERTIFIED, free: FREE + 2, fields })
    },
    LATER,
  ),
  contested('contested/mixed-case-hex', 'one digit of the CMS in a capital', ['valid', 'malformed'], () =>
    signed({ hex: digits => digits.replace(/[a-f](?=[^a-f]*$)/, digit => digit.toUpperCase()) }),
  ),
  contested('contested/spaces-in-hex', 'white space among the digits of the CMS', ['valid', 'malformed'], () =>
    signed({ hex: digits => `${digits.slice(0, 64)} \n${digits.slice(64)}` }),
  ),
  contested(
    'contested/table-then-stream',
    'a table file with a cross-reference stream behind it',
    ['valid', 'malformed'],
    () => signedLater({}, STREAMS),
  ),
  good('good/unused-object', 'an object that nothing refers to, signed along', () =>
    signed({}, { more: new Map([[FREE, '<< /Nobody /Refers >>']]) }),
  ),
]

/** The bytes that the CMS of these knobs takes, tried once. ECDSA signatures vary in length, RSA ones do not. */
function exactCapacity(knobs: SignatureKnobs): number {
  let bytes = 0
  const measure = (digits: string) => {
    bytes = digits.length / 2
    return digits
  }
  sealed({ ...knobs, hex: measure })
  return bytes
}

/** The same dictionary with its two long entries the other way round. */
function contentsFirst(): Pdf {
  const body = signatureBody({ capacity: 4000 })
  const contents = /\/Contents <0+>/.exec(body)![0]
  const turned = body.replace(` ${contents}`, '').replace('/Type /Sig', `/Type /Sig ${contents}`)
  return fill(firstRevision({ objects: transcript({ signature: turned }) }))
}
