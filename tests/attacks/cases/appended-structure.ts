import { BROKEN_APPEND, bad, type Case, type Word } from '../case.ts'
import { join, latin } from '../der.ts'
import { BETTER_GRADES, changed, FREE, N, transcript } from '../document.ts'
import {
  append,
  type Body,
  firstRevision,
  flate,
  objectStream,
  objectText,
  type Pdf,
  type Row,
  stream,
  withTail,
  xrefStream,
  xrefTable,
} from '../pdf-writer.ts'
import { PERMS, sealed, signed } from '../sign.ts'

const FORGED = stream('', BETTER_GRADES)
const forgedObject = objectText(N.content, FORGED)
const objects = () => transcript({ fields: [`${N.field} 0 R`], annotations: [`${N.field} 0 R`], perms: PERMS })

const structure = (
  id: string,
  about: string,
  make: () => Pdf | Uint8Array,
  words: readonly Word[] = BROKEN_APPEND,
): Case =>
  bad(`structure/${id}`, about, words, () => {
    const made = make()
    return made instanceof Uint8Array ? { pdf: made } : made
  })

/** The sealed file with a row of the cross-reference changed and no object written. */
const redirected = (row: (pdf: Pdf) => readonly [number, Row]): Pdf => {
  const pdf = sealed({}, { more: new Map([[12, FORGED]]) })
  return append(pdf, { objects: new Map(), rows: new Map([row(pdf)]) })
}

/** A hybrid: a table for old readers, and a cross-reference stream that only new ones see. */
function hybrid(): Pdf {
  const pdf = sealed()
  const hidden = objectText(FREE, flate('', BETTER_GRADES))
  const content: readonly [number, Row] = [
    N.content,
    { kind: 'at', offset: pdf.bytes.length + hidden.length, generation: 0 },
  ]
  const streamAt = pdf.bytes.length + hidden.length + forgedObject.length
  const number = 30
  const xref = objectText(
    number,
    xrefStream(new Map([content, [number, { kind: 'at', offset: streamAt, generation: 0 }]]), `/Size 31 /Root 1 0 R`),
  )
  return append(
    { ...pdf, size: 31 },
    { objects: new Map(), before: join(hidden, forgedObject, xref), trailer: `/XRefStm ${streamAt}` },
  )
}

/** A second whole document behind the first, whose offsets are right and which knows nothing of the first. */
function secondDocument(kept: boolean): Uint8Array {
  const first = sealed()
  const other = transcript({
    content: BETTER_GRADES,
    ...(kept ? { fields: ['7 0 R'], annotations: ['7 0 R'], perms: PERMS } : {}),
  })
  const rows = kept
    ? ([N.field, N.signature].map(number => [
        number,
        { kind: 'at', offset: first.offsets.get(number)!, generation: 0 },
      ]) as [number, Row][])
    : []
  return append(first, {
    objects: other,
    prev: null,
    rows: new Map<number, Row>([[0, { kind: 'free', generation: 65535 }], ...rows]),
  }).bytes
}

const withTable = (pdf: Pdf, object: Uint8Array, tail: (startxref: number) => string): Uint8Array => {
  const at = pdf.bytes.length
  const rows = new Map<number, Row>([[N.content, { kind: 'at', offset: at, generation: 0 }]])
  const startxref = at + object.length
  return join(pdf.bytes, object, latin(`${xrefTable(rows)}${tail(startxref)}`))
}

/** Override forms: what a lax reader finds behind a signature when the file's own structure is bent. */
export const APPENDED_STRUCTURE: readonly Case[] = [
  structure('body-alone', 'an object behind %%EOF, without a table', () => withTail(sealed(), forgedObject)),
  structure('body-and-end', 'an object and a second %%EOF with the old startxref', () => {
    const pdf = sealed()
    return withTail(pdf, join(forgedObject, latin(`startxref\n${pdf.startxref}\n%%EOF\n`)))
  }),
  structure('body-and-startxref-zero', 'an object and startxref 0', () =>
    withTail(sealed(), join(forgedObject, latin('startxref\n0\n%%EOF\n'))),
  ),
  structure('no-trailer', 'a table without a trailer', () =>
    withTable(sealed(), forgedObject, at => `startxref\n${at}\n%%EOF\n`),
  ),
  structure('no-startxref', 'a table and trailer without startxref', () => {
    const pdf = sealed()
    return withTable(pdf, forgedObject, () => `trailer\n<< /Size 10 /Root 1 0 R /Prev ${pdf.startxref} >>\n%%EOF\n`)
  }),
  structure('no-end', 'a whole revision without %%EOF', () => {
    const pdf = sealed()
    return withTable(
      pdf,
      forgedObject,
      at => `trailer\n<< /Size 10 /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${at}\n`,
    )
  }),
  structure('trailer-alone', 'a trailer without a table', () => {
    const pdf = sealed()
    return withTail(
      pdf,
      join(
        forgedObject,
        latin(`trailer\n<< /Size 10 /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${pdf.bytes.length}\n%%EOF\n`),
      ),
    )
  }),
  structure('startxref-in-comment', 'a second end behind a comment sign', () => {
    const pdf = sealed()
    return withTail(pdf, join(latin('% '), forgedObject, latin(`%startxref\n${pdf.startxref}\n%%EOF\n`)))
  }),
  structure('copied-signature', 'changed content, and the signature dictionary copied with its range', () => {
    const pdf = sealed()
    const at = pdf.offsets.get(N.signature)!
    const end = Buffer.from(pdf.bytes).indexOf('endobj', at)
    const copy = pdf.bytes.slice(at + `${N.signature} 0 obj\n`.length, end - 1)
    return append(pdf, {
      objects: new Map<number, Body>([
        [N.content, FORGED],
        [N.signature, copy],
      ]),
    })
  }),
  structure(
    'copied-signature-elsewhere',
    'a copy of the signature under another number, and the field led to it',
    () => {
      const pdf = sealed()
      const at = pdf.offsets.get(N.signature)!
      const end = Buffer.from(pdf.bytes).indexOf('endobj', at)
      const copy = pdf.bytes.slice(at + `${N.signature} 0 obj\n`.length, end - 1)
      const field = changed(
        Buffer.from(pdf.bytes.slice(pdf.offsets.get(N.field)!))
          .toString('latin1')
          .split('obj\n')[1]!
          .split('\nend')[0]!,
        '/V 8 0 R',
        '/V 20 0 R',
      )
      return append(pdf, {
        objects: new Map<number, Body>([
          [N.content, FORGED],
          [N.field, field],
          [FREE, copy],
        ]),
      })
    },
  ),
  structure('stream-on-table', 'a cross-reference stream behind a table', () =>
    append(sealed(), { objects: new Map([[N.content, FORGED]]), xref: 'stream' }),
  ),
  structure('table-on-stream', 'a table behind a cross-reference stream', () =>
    append(sealed({}, {}, { xref: 'stream' }), { objects: new Map([[N.content, FORGED]]) }),
  ),
  structure('object-stream-override', 'a page overridden from an object stream', () =>
    append(sealed({}, {}, { xref: 'stream' }), {
      objects: new Map<number, Body>([
        [N.page, changed(objects().get(N.page), '/Contents 4 0 R', '/Contents 20 0 R')],
        [FREE, FORGED],
      ]),
      ...{ xref: 'stream', packed: [N.page] },
    }),
  ),
  structure('object-stream-replaced', 'the object stream itself replaced under its number', () => {
    const pdf = sealed({}, {}, { xref: 'stream', packed: [N.page] })
    const holder = pdf.size - 2
    const text = changed(objects().get(N.page), '/Contents 4 0 R', '/Contents 20 0 R')
    return append(pdf, {
      objects: new Map<number, Body>([
        [holder, objectStream([[N.page, text]])],
        [FREE, FORGED],
      ]),
      xref: 'stream',
    })
  }),
  structure('object-stream-extended', 'an object stream that extends a signed one', () => {
    const pdf = sealed({}, {}, { xref: 'stream', packed: [N.page] })
    const text = changed(objects().get(N.page), '/Contents 4 0 R', '/Contents 20 0 R')
    return append(pdf, {
      objects: new Map<number, Body>([
        [FREE, FORGED],
        [21, objectStream([[N.page, text]], `/Extends ${pdf.size - 2} 0 R`)],
      ]),
      ...{ xref: 'stream', rows: new Map<number, Row>([[N.page, { kind: 'packed', stream: 21, index: 0 }]]) },
    })
  }),
  structure('hybrid', 'a hidden cross-reference stream beside a table', hybrid),
  structure('hybrid-first', 'a hybrid file that was signed so', () => sealed({}, {}, { trailer: '/XRefStm 15' }), [
    'malformed',
    'unsupported',
  ]),
  structure('second-document', 'a second document behind the signed one', () => secondDocument(false), [
    ...BROKEN_APPEND,
    'unsigned',
  ]),
  structure('second-document-kept', 'a second document without /Prev whose table leads back to the signature', () =>
    secondDocument(true),
  ),
  structure('second-document-raw', 'an unsigned file put behind, its offsets its own', () =>
    withTail(sealed(), firstRevision({ objects: transcript({ content: BETTER_GRADES }) }).bytes),
  ),
  structure('signed-behind-unsigned', 'the signed file behind another', () =>
    join(firstRevision({ objects: transcript({ content: BETTER_GRADES }) }).bytes, sealed().bytes),
  ),
  structure('prev-loop', 'a /Prev that leads to itself', () => {
    const pdf = sealed()
    const update = append(pdf, { objects: new Map([[N.content, FORGED]]) })
    return append(pdf, { objects: new Map([[N.content, FORGED]]), prev: update.startxref })
  }),
  structure('prev-forwards', 'a /Prev behind the end', () =>
    append(sealed(), { objects: new Map([[N.content, FORGED]]), prev: 999_999 }),
  ),
  structure('prev-skips', 'a /Prev that jumps over a revision', () => {
    const pdf = sealed()
    const middle = append(pdf, { objects: new Map([[N.content, FORGED]]) })
    return append(middle, { objects: new Map([[FREE, '<< >>']]), prev: pdf.startxref })
  }),
  structure('prev-real', 'a /Prev written as a real', () => {
    const pdf = sealed()
    return append(pdf, { objects: new Map([[N.content, FORGED]]), prev: null, trailer: `/Prev ${pdf.startxref}.0` })
  }),
  structure('row-redirected', 'a row that leads to unused signed bytes', () =>
    redirected(pdf => [N.content, { kind: 'at', offset: pdf.offsets.get(12)!, generation: 0 }]),
  ),
  structure('row-to-font', 'a row that leads to the object of another number', () =>
    redirected(pdf => [N.content, { kind: 'at', offset: pdf.offsets.get(N.seal)!, generation: 0 }]),
  ),
  structure('row-freed', 'a row that frees the content', () =>
    redirected(() => [N.content, { kind: 'free', generation: 1 }]),
  ),
  structure('row-generation', 'a row with another generation', () =>
    redirected(pdf => [N.content, { kind: 'at', offset: pdf.offsets.get(N.content)!, generation: 3 }]),
  ),
  structure('row-for-signature', 'a row that hides the signature', () =>
    redirected(() => [N.signature, { kind: 'free', generation: 1 }]),
  ),
  structure('size-too-small', 'a trailer whose size leaves out the signature', () =>
    append(sealed(), { objects: new Map([[N.content, FORGED]]), size: 7 }),
  ),
  structure('root-missing', 'a trailer without a root', () => {
    const pdf = sealed()
    return withTable(
      pdf,
      forgedObject,
      at => `trailer\n<< /Size 10 /Prev ${pdf.startxref} >>\nstartxref\n${at}\n%%EOF\n`,
    )
  }),
  structure('two-trailers', 'two trailers in one revision', () => {
    const pdf = sealed()
    return withTable(
      pdf,
      forgedObject,
      at =>
        `trailer\n<< /Size 10 /Root 1 0 R /Prev ${pdf.startxref} >>\ntrailer\n<< /Size 10 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    )
  }),
  structure('field-after-signature', 'a signed dictionary that a later revision makes a signature', () => {
    const plain = {
      replace: new Map<number, Body>([
        [N.catalog, transcript().get(N.catalog)!],
        [N.page, transcript().get(N.page)!],
      ]),
    }
    return append(signed({}, plain), {
      objects: new Map<number, Body>([
        [N.catalog, transcript({ fields: ['7 0 R'] }).get(N.catalog)!],
        [N.page, transcript({ annotations: ['7 0 R'] }).get(N.page)!],
      ]),
    })
  }),
  structure(
    'encrypted-later',
    'an encryption dictionary added',
    () =>
      append(sealed(), { objects: new Map([[FREE, '<< /Filter /Standard /V 1 /R 2 >>']]), trailer: '/Encrypt 20 0 R' }),
    ['unsupported', 'tampered', 'malformed'],
  ),
  structure('object-twice', 'an object written twice in the update', () =>
    append(sealed(), { objects: new Map([[N.content, FORGED]]), before: forgedObject }),
  ),
]
