import { bad, type Case, contested, LATER, softened } from '../case.ts'
import { COVER, changed, type DocumentKnobs, FREE, formXObject, N, transcript } from '../document.ts'
import { append, type Body, type Pdf, stream } from '../pdf-writer.ts'
import { PERMS, type SignatureKnobs, sealed, signatureBody, signed } from '../sign.ts'

const cover = formXObject(COVER, '0 0 300 80')
const BOX = '/Rect [60 660 360 740] /F 4'
const FREE_TEXT = `<< /Type /Annot /Subtype /FreeText ${BOX} /Contents (Analysis: 98) /DA (/F1 12 Tf) /AP << /N 21 0 R >> >>`
const ANNOTATED: DocumentKnobs = { fields: ['7 0 R'], annotations: ['7 0 R', `${FREE} 0 R`], perms: PERMS }

/** A certified file with an annotation appended to its page. */
function annotated(certify: number, text: string, more: readonly (readonly [number, Body])[] = [[21, cover]]): Pdf {
  return append(sealed({ certify }), {
    objects: new Map<number, Body>([[N.page, transcript(ANNOTATED).get(N.page)!], [FREE, text], ...more]),
  })
}

/** A certified form whose text field says `(62)`; both the value and what it looks like. */
const TEXT_FIELD = 12
const LOOK = 13
const look = (text: string) =>
  formXObject(`BT /F1 12 Tf 2 4 Td (${text}) Tj ET`, '0 0 100 20', '/Resources << /Font << /F1 5 0 R >> >>')
const textField = (value: string, more = '') =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (Grade) /V (${value}) /Rect [72 600 172 620] /F 4 /DA (/F1 12 Tf) /AP << /N ${LOOK} 0 R >> ${more} >>`
const FORM: DocumentKnobs = {
  fields: [`${TEXT_FIELD} 0 R`],
  annotations: [`${TEXT_FIELD} 0 R`],
  more: new Map<number, Body>([
    [TEXT_FIELD, textField('62')],
    [LOOK, look('62')],
  ]),
}
const filled = (
  certify: number | undefined,
  objects: readonly (readonly [number, Body])[],
  knobs: SignatureKnobs = {},
): Pdf => {
  const base = certify === undefined ? signed(knobs, FORM) : sealed({ certify, ...knobs }, FORM)
  return append(base, { objects: new Map(objects) })
}
const FILLED: readonly (readonly [number, Body])[] = [
  [TEXT_FIELD, textField('98')],
  [LOOK, look('98')],
]

const fieldLock =
  '/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /Action /All /V /1.2 >> >>]'

/** What a certification allows and what it never does (ISO 32000-2, 12.8.2), with the attacks of 2021. */
export const CERTIFICATION: readonly Case[] = [
  bad('certified/annotation-1', 'an annotation where nothing is allowed', 'tampered', () => annotated(1, FREE_TEXT)),
  bad('certified/annotation-2', 'an annotation where forms are allowed', 'tampered', () => annotated(2, FREE_TEXT)),
  softened('certified/evil-annotation', 'a text box over the grades where annotations are allowed', () =>
    annotated(3, FREE_TEXT),
  ),
  softened('certified/evil-stamp', 'a stamp over the grades where annotations are allowed', () =>
    annotated(3, `<< /Type /Annot /Subtype /Stamp ${BOX} /AP << /N 21 0 R >> >>`),
  ),
  softened('certified/evil-redaction', 'a redaction over the grades where annotations are allowed', () =>
    annotated(3, `<< /Type /Annot /Subtype /Redact ${BOX} /OverlayText (98) >>`),
  ),
  bad('certified/annotation-and-content', 'an annotation, and the content with it', 'tampered', () =>
    annotated(3, FREE_TEXT, [
      [21, cover],
      [N.content, stream('', COVER)],
    ]),
  ),
  softened('certified/annotation-with-script', 'an annotation that runs a script', () =>
    annotated(3, `<< /Type /Annot /Subtype /Link ${BOX} /A << /S /JavaScript /JS (1) >> >>`),
  ),
  softened('certified/annotation-removed', 'a note taken away where annotations are allowed', () => {
    const knobs: DocumentKnobs = {
      annotations: [`${FREE} 0 R`],
      more: new Map([[FREE, '<< /Type /Annot /Subtype /Text /Rect [9 9 9 9] >>']]),
    }
    return append(sealed({ certify: 3 }, knobs), {
      objects: new Map([[N.page, transcript({ annotations: ['7 0 R'] }).get(N.page)!]]),
    })
  }),
  bad('certified/form-1', 'a form filled where nothing is allowed', 'tampered', () => filled(1, FILLED)),
  softened('certified/form-2', 'a form filled where that is allowed', () => filled(2, FILLED), LATER),
  softened('certified/form-3', 'a form filled where annotations are allowed', () => filled(3, FILLED), LATER),
  softened('certified/form-approval', 'a form filled behind an approval signature', () => filled(undefined, FILLED)),
  softened('certified/form-look-only', 'the look of a field changed, its value not', () =>
    filled(2, [[LOOK, look('98')]]),
  ),
  softened('certified/form-value-only', 'the value of a field changed, its look not', () =>
    filled(2, [[TEXT_FIELD, textField('98')]]),
  ),
  softened(
    'certified/form-moved',
    'a field moved over the grades',

    () =>
      filled(2, [
        [TEXT_FIELD, textField('98').replace('[72 600 172 620]', '[60 660 360 740]')],
        [LOOK, cover],
      ]),
  ),
  bad('certified/form-new-field', 'a new text field over the grades', 'tampered', () =>
    append(sealed({ certify: 2 }), {
      objects: new Map<number, Body>([
        [N.catalog, transcript({ fields: ['7 0 R', '20 0 R'], perms: PERMS }).get(N.catalog)!],
        [N.page, transcript({ annotations: ['7 0 R', '20 0 R'] }).get(N.page)!],
        [FREE, textField('98').replace('[72 600 172 620]', '[60 660 360 740]')],
        [LOOK, cover],
      ]),
    }),
  ),
  softened(
    'certified/form-script',
    'a script given to a field',

    () => filled(2, [[TEXT_FIELD, textField('62', '/AA << /K << /S /JavaScript /JS (1) >> >>')]]),
  ),
  softened(
    'certified/form-need-appearances',
    'a form that asks every viewer to draw anew',

    () =>
      filled(2, [
        [
          N.catalog,
          changed(
            transcript({ fields: ['7 0 R', '12 0 R'], perms: PERMS }).get(N.catalog),
            '/SigFlags 3',
            '/SigFlags 3 /NeedAppearances true',
          ),
        ],
      ]),
  ),
  softened(
    'certified/form-default-look',
    'another default look of the form',

    () =>
      filled(2, [
        [
          N.catalog,
          changed(
            transcript({ fields: ['7 0 R', '12 0 R'], perms: PERMS }).get(N.catalog),
            '/SigFlags 3',
            '/SigFlags 3 /DA (/F1 40 Tf)',
          ),
        ],
      ]),
  ),
  bad('certified/locked-field', 'a field filled that the signature locks', 'tampered', () =>
    filled(undefined, FILLED, { entries: fieldLock }),
  ),
  bad('certified/level-raised', 'the level raised in the signature dictionary', 'tampered', () => {
    const { bytes } = annotated(1, FREE_TEXT)
    const text = Buffer.from(bytes)
    text.write('/P 3 ', text.indexOf('/P 1 '), 'latin1')
    return new Uint8Array(text)
  }),
  bad('certified/level-from-perms', 'permissions of an update lead to a laxer dictionary', 'tampered', () =>
    append(sealed(), {
      objects: new Map<number, Body>([
        [N.catalog, transcript({ fields: ['7 0 R'], perms: '/Perms << /DocMDP 22 0 R >>' }).get(N.catalog)!],
        [N.page, transcript(ANNOTATED).get(N.page)!],
        [FREE, FREE_TEXT],
        [21, cover],
        [22, signatureBody({ certify: 3, capacity: 10 })],
      ]),
    }),
  ),
  bad('certified/level-4', 'a level that does not exist', ['malformed', 'unsupported'], () => sealed({ certify: 4 })),
  bad('certified/level-0', 'level 0', ['malformed', 'unsupported'], () => sealed({ certify: 0 })),
  bad('certified/level-name', 'a level that is a name', ['malformed', 'unsupported'], () =>
    sealed({ certify: '/One' }),
  ),
  bad('certified/level-real', 'a level that is a real', ['malformed', 'unsupported'], () => sealed({ certify: '1.0' })),
  contested('contested/level-unsaid', 'a certification without a level, which means 2', ['valid', 'malformed'], () =>
    signed({}, { perms: PERMS, signature: signatureBody({ certify: 1 }).replace('/P 1 ', '') }),
  ),
  contested(
    'contested/perms-missing',
    'a certification that the catalogue does not know',
    ['valid', 'malformed', 'tampered'],
    () => sealed({}, { perms: '' }),
  ),
  contested(
    'contested/perms-elsewhere',
    'permissions that lead to another dictionary',
    ['valid', 'malformed', 'tampered'],
    () => sealed({}, { perms: `/Perms << /DocMDP ${N.info} 0 R >>` }),
  ),
]
