import { bad, type Case, contested, good, LATER, softened } from '../case.ts'
import { COVER, changed, type DocumentKnobs, FREE, fieldText, formXObject, N, transcript } from '../document.ts'
import { append, type Body, type Pdf, stream } from '../pdf-writer.ts'
import { anchors, listOf, party } from '../pki.ts'
import { addDss, fill, type SignatureKnobs, sealed, signatureBody, signed } from '../sign.ts'
import { evidence } from './good-levels.ts'

/** Where form, field list and annotation list are objects of their own, as most programs write them. */
const FORM = 12
const FIELDS = 13
const ANNOTATIONS = 14
const NOTE = 15
const catalog = `<< /Type /Catalog /Pages ${N.pages} 0 R /AcroForm ${FORM} 0 R >>`
const page = changed(
  transcript({ annotations: [`${N.field} 0 R`] }).get(N.page),
  /\/Annots \[[^\]]*\]/,
  `/Annots ${ANNOTATIONS} 0 R`,
)
const lists = (fields: string, annotations: string): readonly (readonly [number, Body])[] => [
  [FIELDS, `[${fields}]`],
  [ANNOTATIONS, `[${annotations}]`],
]
const KNOBS: DocumentKnobs = {
  replace: new Map<number, Body>([
    [N.catalog, catalog],
    [N.page, page],
    [FORM, `<< /Fields ${FIELDS} 0 R /SigFlags 3 >>`],
    ...lists('7 0 R', `7 0 R ${NOTE} 0 R`),
    [NOTE, '<< /Type /Annot /Subtype /Text /F 4 /Rect [500 20 520 40] /Contents (Page 1) >>'],
  ]),
}
const base = (): Pdf => signed({}, KNOBS)
const BOTH_FIELDS = '7 0 R 20 0 R'
const BOTH_ANNOTATIONS = `7 0 R ${NOTE} 0 R 20 0 R`
const BOX = '60 660 360 740'
const cover = formXObject(COVER, '0 0 300 80')

interface Second extends SignatureKnobs {
  readonly lists?: readonly (readonly [number, Body])[]
  readonly field?: string
  readonly also?: readonly (readonly [number, Body | null])[]
}

/** A second signature that touches nothing but the two lists, its field and itself. */
function second({ lists: written, field, also, ...knobs }: Second = {}): Pdf {
  const order: SignatureKnobs = { by: 'p256-second', ...knobs }
  const objects = new Map<number, Body | null>([
    ...(written ?? lists(BOTH_FIELDS, BOTH_ANNOTATIONS)),
    [FREE, field ?? fieldText('0 0 0 0', '', '/V 21 0 R', 'Second')],
    [FREE + 1, signatureBody(order)],
    ...(also ?? []),
  ])
  return fill(append(base(), { objects }), order)
}
const withRect = (rect: string, more = '') =>
  fieldText('0 0 0 0', more, '/V 21 0 R', 'Second').replace('[0 0 0 0]', rect)

const STORE = 40
/** A security store of two revisions: the second adds a list to what the first holds. */
function storeTwice(dropped: boolean): Pdf {
  const first = addDss(sealed(), { certificates: [party('issuing-ec').certificate], crls: [listOf('issuing-ec')] })
  const kept = dropped ? '' : '22 0 R '
  return append(first, {
    objects: new Map<number, Body>([
      [FREE, `<< /Certs [21 0 R 41 0 R] /CRLs [${kept}${STORE} 0 R] >>`],
      [STORE, stream('', listOf('root-ec'))],
      [STORE + 1, stream('', anchors()[1]!)],
    ]),
  })
}

/** Lists that are objects, and how far a second signature or a store may go into them. */
export const INDIRECT: readonly Case[] = [
  good('good/indirect-form', 'form and annotations in objects of their own', base),
  good('good/indirect-second', 'a second signature that extends both lists', () => second(), LATER),
  good(
    'good/indirect-dss',
    'a security store where the catalogue alone changes',
    () =>
      append(base(), {
        objects: new Map<number, Body>([
          [N.catalog, catalog.replace(' >>', ` /DSS ${STORE} 0 R >>`)],
          [STORE, `<< /CRLs [${STORE + 1} 0 R] >>`],
          [STORE + 1, stream('', evidence().crls![0]!)],
        ]),
      }),
    LATER,
  ),
  good('good/store-extended', 'a security store that a later revision extends', () => storeTwice(false), LATER),
  contested('contested/store-shortened', 'a security store that a later revision shortens', [LATER, 'tampered'], () =>
    storeTwice(true),
  ),
  contested(
    'contested/second-hidden-area',
    'a second signature with an area and the hidden flag',
    [LATER, 'tampered'],
    () => second({ field: withRect(`[${BOX}]`).replace('/F 132', '/F 130') }),
  ),
  softened('indirect/rect-by-reference', 'a second widget whose rectangle is another object', () =>
    second({
      field: withRect('30 0 R', '/AP << /N 31 0 R >>'),
      also: [
        [30, `[${BOX}]`],
        [31, cover],
      ],
    }),
  ),
  softened('indirect/rect-turned', 'a second widget whose rectangle runs backwards', () =>
    second({ field: withRect('[360 740 60 660]', '/AP << /N 31 0 R >>'), also: [[31, cover]] }),
  ),
  softened('indirect/rect-thin', 'a second widget a hair wide with a wide look', () =>
    second({ field: withRect('[60 660 60.001 740]', '/AP << /N 31 0 R >>'), also: [[31, cover]] }),
  ),
  contested('contested/rect-missing', 'a second widget without a rectangle', ['tampered', 'malformed', LATER], () =>
    second({ field: fieldText('0 0 0 0', '', '/V 21 0 R', 'Second').replace('/Rect [0 0 0 0]', '') }),
  ),
  softened('indirect/rect-twisted', 'a second widget whose rectangle has five numbers', () =>
    second({ field: withRect('[0 0 0 0 600]') }),
  ),
  softened('indirect/subtype-text', 'a second field whose widget is a text box', () =>
    second({ field: withRect('[0 0 0 0]').replace('/Subtype /Widget', '/Subtype /FreeText') }),
  ),
  softened(
    'indirect/subtype-ink',
    'a second field whose widget is an ink drawing, its lines outside its rectangle',
    () =>
      second({
        field: withRect('[0 0 0 0]', '/InkList [[60 660 360 740]]').replace('/Subtype /Widget', '/Subtype /Ink'),
      }),
  ),
  bad('indirect/annotation-dropped', 'a second signature that drops a note from the page', 'tampered', () =>
    second({ lists: lists(BOTH_FIELDS, '7 0 R 20 0 R') }),
  ),
  bad('indirect/annotations-replaced', 'a second signature that puts a stamp in the place of a note', 'tampered', () =>
    second({
      also: [
        [NOTE, `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [${BOX}] /AP << /N 31 0 R >> >>`],
        [31, cover],
      ],
    }),
  ),
  bad('indirect/annotation-added', 'a second signature that brings a stamp along', 'tampered', () =>
    second({
      lists: lists(BOTH_FIELDS, `${BOTH_ANNOTATIONS} 30 0 R`),
      also: [
        [30, `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [${BOX}] /AP << /N 31 0 R >> >>`],
        [31, cover],
      ],
    }),
  ),
  bad('indirect/annotations-turned', 'a second signature that turns the order of annotations', 'tampered', () =>
    second({ lists: lists(BOTH_FIELDS, `${NOTE} 0 R 7 0 R 20 0 R`) }),
  ),
  bad(
    'indirect/first-field-dropped',
    'a second signature that drops the first field from the form',
    ['tampered', 'malformed'],
    () => second({ lists: lists('20 0 R', BOTH_ANNOTATIONS) }),
  ),
  bad('indirect/text-field-added', 'a second signature that brings a text field along', 'tampered', () =>
    second({
      lists: lists(`${BOTH_FIELDS} 30 0 R`, `${BOTH_ANNOTATIONS} 30 0 R`),
      also: [
        [30, `<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /F 4 /Rect [${BOX}] /AP << /N 31 0 R >> >>`],
        [31, cover],
      ],
    }),
  ),
  bad('indirect/form-looks', 'a second signature that changes the look of the form', 'tampered', () =>
    second({ also: [[FORM, `<< /Fields ${FIELDS} 0 R /SigFlags 3 /NeedAppearances true >>`]] }),
  ),
  bad('indirect/form-xfa', 'a second signature that adds an XFA form', 'tampered', () =>
    second({
      also: [
        [FORM, `<< /Fields ${FIELDS} 0 R /SigFlags 3 /XFA 30 0 R >>`],
        [30, stream('', '<xdp/>')],
      ],
    }),
  ),
  bad('indirect/list-freed', 'the list of annotations freed', ['tampered', 'malformed'], () =>
    append(base(), { objects: new Map([[ANNOTATIONS, null]]) }),
  ),
  bad('indirect/list-becomes-page', 'the list of fields written as another type', ['tampered', 'malformed'], () =>
    append(base(), { objects: new Map([[FIELDS, '<< /Type /Page >>']]) }),
  ),
  bad('indirect/widget-of-signature', 'a second signature whose value is the first', ['tampered', 'malformed'], () =>
    append(base(), {
      objects: new Map<number, Body>([
        ...lists(BOTH_FIELDS, BOTH_ANNOTATIONS),
        [FREE, fieldText('0 0 0 0', '', '/V 8 0 R', 'Second')],
      ]),
    }),
  ),
]
