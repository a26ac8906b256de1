import { bad, type Case, softened, type Word } from '../case.ts'
import {
  BETTER_GRADES,
  COVER,
  changed,
  type DocumentKnobs,
  fieldText,
  formXObject,
  GRADES,
  N,
  transcript,
} from '../document.ts'
import { append, type Body, HEADER, type Pdf, type Row, stream } from '../pdf-writer.ts'
import {
  addDocumentStamp,
  addDss,
  addSignature,
  dssObjects,
  fill,
  PERMS,
  sealed,
  signatureBody,
  signatureObjects,
  signed,
  UNCERTIFIED,
} from '../sign.ts'
import { evidence } from './good-levels.ts'

const HIDDEN = 12
const OVERLAY = 13
const cover = formXObject(COVER, '0 0 300 80')

/** The attacker has prepared these before the honest signer signed: nothing to see yet. */
const COVERED: DocumentKnobs = {
  content: BETTER_GRADES,
  annotations: [`${OVERLAY} 0 R`],
  more: new Map<number, Body>([
    [HIDDEN, formXObject(`1 1 1 rg 0 0 300 80 re f 0 g ${GRADES}`, '0 0 595 842')],
    [OVERLAY, `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 595 842] /AP << /N ${HIDDEN} 0 R >> >>`],
  ]),
}
const SECOND_TREE: DocumentKnobs = {
  more: new Map<number, Body>([
    [30, '<< /Type /Catalog /Pages 31 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> >>'],
    [31, '<< /Type /Pages /Kids [32 0 R] /Count 1 >>'],
    [32, changed(transcript({ annotations: ['7 0 R'] }).get(N.page), '/Contents 4 0 R', '/Contents 33 0 R')],
    [33, stream('', BETTER_GRADES)],
  ]),
}
const LAYERS: DocumentKnobs = {
  catalog: `/OCProperties << /OCGs [${HIDDEN} 0 R] /D << /ON [${HIDDEN} 0 R] /Order [${HIDDEN} 0 R] >> >>`,
  more: new Map([[HIDDEN, '<< /Type /OCG /Name (Cover) >>']]),
}

const shadow = (id: string, about: string, make: () => Pdf, words: Word | readonly Word[] = 'tampered'): Case =>
  bad(`shadow/${id}`, about, words, make)
const rows = (...of: readonly (readonly [number, Row])[]) => new Map(of)
const at = (pdf: Pdf, number: number): Row => ({ kind: 'at', offset: pdf.offsets.get(number)!, generation: 0 })
const nothing = new Map<number, Body>()

/** A permitted revision that carries something else along. */
const smuggled = (id: string, about: string, make: () => Pdf): Case => bad(`smuggled/${id}`, about, 'tampered', make)
const FORGED = stream('', BETTER_GRADES)
const store = (also: ReadonlyMap<number, Body | null>, order: Parameters<typeof addDss>[1] = {}) =>
  addDss(sealed(), { ...evidence(), ...order, also })

/** A page whose content is named twice, the second time as an object that is not there. */
const lacking = (): DocumentKnobs => ({
  replace: new Map([
    [
      N.page,
      changed(transcript({ annotations: ['7 0 R'] }).get(N.page), '/Contents 4 0 R', '/Contents [4 0 R 50 0 R]'),
    ],
  ]),
})
const withStore = transcript({ fields: ['7 0 R'], perms: PERMS, catalog: '/DSS 40 0 R' }).get(N.catalog)!

/** Shadow attacks: content prepared before the signature and uncovered after it; and changes that ride on permitted ones. */
export const SHADOW: readonly Case[] = [
  shadow('hide-freed', 'an overlay freed', () => append(sealed({}, COVERED), { objects: new Map([[OVERLAY, null]]) })),
  shadow('hide-emptied', 'an overlay whose picture is emptied', () =>
    append(sealed({}, COVERED), { objects: new Map([[HIDDEN, formXObject('', '0 0 1 1')]]) }),
  ),
  shadow('hide-unlinked', 'an overlay taken off the page', () =>
    append(sealed({}, COVERED), { objects: new Map([[N.page, transcript({ annotations: ['7 0 R'] }).get(N.page)!]]) }),
  ),
  shadow('hide-flag', 'an overlay hidden by a flag', () =>
    append(sealed({}, COVERED), { objects: new Map([[OVERLAY, changed(COVERED.more!.get(OVERLAY), '/F 4', '/F 2')]]) }),
  ),
  shadow('hide-row', 'an overlay hidden by a row alone', () => {
    const pdf = sealed({}, COVERED)
    return append(pdf, { objects: nothing, rows: rows([OVERLAY, { kind: 'free', generation: 1 }]) })
  }),
  shadow('hide-type', 'an overlay whose object becomes an empty dictionary', () =>
    append(sealed({}, COVERED), { objects: new Map([[OVERLAY, '<< >>']]) }),
  ),
  shadow('replace-font', 'the font of a field replaced', () =>
    append(sealed({ certify: 2 }), {
      objects: new Map([[N.font, '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>']]),
    }),
  ),
  shadow('replace-xobject', 'a picture replaced', () =>
    append(sealed({ certify: 3 }), { objects: new Map([[N.seal, cover]]) }),
  ),
  shadow('switch-root', 'a second page tree, signed along, switched in by the root', () =>
    append(sealed({}, SECOND_TREE), { objects: nothing, root: '30 0 R' }),
  ),
  shadow('switch-pages', 'a second page tree switched in by the catalogue', () =>
    append(sealed({}, SECOND_TREE), {
      objects: new Map([
        [
          N.catalog,
          changed(transcript({ fields: ['7 0 R'], perms: PERMS }).get(N.catalog), '/Pages 2 0 R', '/Pages 31 0 R'),
        ],
      ]),
    }),
  ),
  shadow(
    'switch-row',
    'the content switched by a row alone',
    () => {
      const pdf = sealed({}, SECOND_TREE)
      return append(pdf, { objects: nothing, rows: rows([N.content, at(pdf, 33)]) })
    },
    ['tampered', 'malformed'],
  ),
  shadow('switch-same-number', 'an older object of the same number, signed along, switched in by a row', () => {
    // The attacker's object 4 lies in the signed bytes under the right number, and no row leads to it yet.
    const other = `4 0 obj\n${Buffer.from(FORGED).toString('latin1')}\nendobj\n`
    const pdf = sealed({}, {}, { before: other })
    return append(pdf, {
      objects: nothing,
      rows: rows([N.content, { kind: 'at', offset: HEADER.length, generation: 0 }]),
    })
  }),
  shadow('switch-layer', 'a layer switched off', () =>
    append(sealed({}, LAYERS), {
      objects: new Map([
        [
          N.catalog,
          transcript({ fields: ['7 0 R'], perms: PERMS, catalog: LAYERS.catalog!.replace('/ON', '/OFF') }).get(
            N.catalog,
          )!,
        ],
      ]),
    }),
  ),
  shadow('switch-reference', 'the page led to unused signed content', () =>
    append(sealed({}, SECOND_TREE), {
      objects: new Map([
        [N.page, changed(transcript({ annotations: ['7 0 R'] }).get(N.page), '/Contents 4 0 R', '/Contents 33 0 R')],
      ]),
    }),
  ),

  smuggled('store-and-content', 'a security store, and other content with it', () =>
    store(new Map([[N.content, FORGED]])),
  ),
  smuggled('store-and-page', 'a security store, and another page with it', () =>
    store(
      new Map<number, Body>([
        [N.page, changed(transcript({ annotations: ['7 0 R'] }).get(N.page), '/MediaBox', '/Rotate 90 /MediaBox')],
      ]),
    ),
  ),
  smuggled('store-and-freed', 'a security store, and the content freed', () => store(new Map([[N.content, null]]))),
  smuggled('store-and-catalog', 'a security store, and a script in the catalogue', () =>
    store(new Map(), { catalog: '/OpenAction << /S /JavaScript /JS (1) >>' }),
  ),
  smuggled('store-as-content', 'a security store whose list lies in the number of the content', () => {
    const objects = dssObjects(evidence())
    const list = [...objects.keys()].at(-1)!
    const text = changed(objects.get(20) ?? '', `${list} 0 R`, `${N.content} 0 R`)
    return append(sealed(), { objects: new Map([...objects, [20, text], [N.content, FORGED]]) })
  }),
  smuggled('store-is-page', 'a security store that is the page', () =>
    append(sealed(), {
      objects: new Map<number, Body>([
        [N.catalog, transcript({ fields: ['7 0 R'], perms: PERMS, catalog: '/DSS 3 0 R' }).get(N.catalog)!],
        [N.page, changed(transcript({ annotations: ['7 0 R'] }).get(N.page), '/MediaBox', '/Rotate 90 /MediaBox')],
      ]),
    }),
  ),
  smuggled('store-and-root', 'a security store under a new root', () => {
    const objects = dssObjects(evidence())
    return append(sealed({}, SECOND_TREE), {
      objects: new Map<number, Body | null>([
        ...[...objects].filter(([number]) => number !== N.catalog),
        [40, `<< /Type /Catalog /Pages 31 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> ${PERMS} /DSS 20 0 R >>`],
      ]),
      root: '40 0 R',
    })
  }),
  smuggled(
    'store-fills-gap',
    'a security store whose list has the number of content that the signed page lacks',
    () => {
      const pdf = sealed({}, lacking())
      const text = `<< /CRLs [50 0 R] >>`
      return append(pdf, {
        objects: new Map<number, Body>([
          [N.catalog, withStore],
          [40, text],
          [50, FORGED],
        ]),
      })
    },
  ),
  smuggled('metadata-fills-gap', 'a store, and metadata with the number of content that the signed page lacks', () => {
    const metadata = stream('/Type /Metadata /Subtype /XML', BETTER_GRADES)
    const catalog = `${String(withStore).slice(0, -2)} /Metadata 50 0 R >>`
    const store = [40, `<< /CRLs [41 0 R] >>`] as const
    const list = stream('', evidence().crls![0]!)
    return append(sealed({}, lacking()), {
      objects: new Map<number, Body>([[N.catalog, catalog], store, [41, list], [50, metadata]]),
    })
  }),
  smuggled(
    'signature-fills-gap',
    'a second signature whose look has the number of content that the signed page lacks',
    () =>
      addSignature(signed({}, lacking()), {
        ...{ by: 'p256-second', document: { ...UNCERTIFIED, ...lacking() } },
        ...{ fieldMore: '/AP << /N 50 0 R >>', also: new Map([[50, formXObject(COVER, '0 0 300 80')]]) },
      }),
  ),
  smuggled('stamp-and-content', 'a document timestamp, and other content with it', () =>
    addDocumentStamp(sealed(), { also: new Map([[N.content, FORGED]]) }),
  ),
  smuggled('stamp-and-annotation', 'a document timestamp, and a text box with it', () =>
    addDocumentStamp(sealed(), {
      also: new Map<number, Body>([
        [N.page, transcript({ annotations: ['7 0 R', '20 0 R', '30 0 R'] }).get(N.page)!],
        [30, '<< /Type /Annot /Subtype /FreeText /Rect [60 660 360 740] /F 4 /AP << /N 31 0 R >> >>'],
        [31, cover],
      ]),
    }),
  ),
  smuggled('stamp-visible', 'a document timestamp drawn over the grades', () =>
    addDocumentStamp(sealed(), {
      rect: '60 660 360 740',
      fieldMore: '/AP << /N 30 0 R >>',
      also: new Map([[30, cover]]),
    }),
  ),
  smuggled('content-then-store', 'other content, then a security store', () =>
    addDss(append(sealed(), { objects: new Map([[N.content, FORGED]]) }), evidence()),
  ),
  smuggled('content-then-stamp', 'other content, then a document timestamp over it', () =>
    addDocumentStamp(append(sealed(), { objects: new Map([[N.content, FORGED]]) })),
  ),
  smuggled('store-then-content', 'a security store, then other content', () =>
    append(addDss(sealed(), evidence()), { objects: new Map([[N.content, FORGED]]) }),
  ),
  smuggled('content-then-signature', 'other content, then a trusted signature over it', () =>
    addSignature(append(signed(), { objects: new Map([[N.content, FORGED]]) }), {
      by: 'p256-second',
      document: UNCERTIFIED,
    }),
  ),
  smuggled('signature-and-packed-page', 'a trusted signature, and the page in an object stream', () => {
    const order = { by: 'p256-second', document: UNCERTIFIED } as const
    const objects = signatureObjects(order)
    objects.set(N.page, changed(objects.get(N.page) ?? '', '/MediaBox', '/Rotate 180 /MediaBox'))
    return fill(append(signed({}, {}, { xref: 'stream' }), { objects, xref: 'stream', packed: [N.page] }), order)
  }),
  softened(
    'sneaky/prepared-visible',
    'a prepared empty field over the grades that a trusted second signer fills',
    () => {
      const open = fieldText('60 660 360 740', '', '', 'Second')
      const knobs: DocumentKnobs = {
        ...UNCERTIFIED,
        fields: ['20 0 R'],
        annotations: ['20 0 R'],
        more: new Map([[20, open]]),
      }
      const order = { by: 'p256-second' } as const
      const filled = fieldText('60 660 360 740', '/AP << /N 30 0 R >>', '/V 21 0 R', 'Second')
      const objects = new Map<number, Body>([
        [20, filled],
        [21, signatureBody(order)],
        [30, cover],
      ])
      return fill(append(signed({}, knobs), { objects }), order)
    },
  ),
]
