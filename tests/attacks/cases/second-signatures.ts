import { bad, type Case, contested, LATER, softened } from '../case.ts'
import { COVER, FREE, fieldText, formXObject, GRADES, N, transcript } from '../document.ts'
import { append, type Body, type Pdf, stream } from '../pdf-writer.ts'
import { type AddedSignature, addSignature, sealed, signed, UNCERTIFIED } from '../sign.ts'

const cover = formXObject(COVER, '0 0 300 80')
const BOX = '/Rect [60 660 360 740] /F 4'
const FREE_TEXT = `<< /Type /Annot /Subtype /FreeText ${BOX} /Contents (Analysis: 98) /DA (/F1 12 Tf) /AP << /N 21 0 R >> >>`
const lockedField = '/Lock << /Type /SigFieldLock /Action /All >>'

/** A trusted second signature behind an approval signature, and behind a certification. */
const second = (order: AddedSignature): Pdf =>
  addSignature(signed(), { by: 'p256-second', document: UNCERTIFIED, ...order })
const secondOnCertified = (certify: number, order: AddedSignature): Pdf =>
  addSignature(sealed({ certify }), { by: 'p256-second', ...order })

/** Further signatures: sneaky ones that can be seen, bad ones, and good ones with something beside them. */
export const SECOND_SIGNATURES: readonly Case[] = [
  softened('sneaky/visible', 'a trusted second signature drawn over the grades', () =>
    second({ rect: '60 660 360 740', fieldMore: '/AP << /N 30 0 R >>', also: new Map([[30, cover]]) }),
  ),
  softened('sneaky/visible-certified', 'the same where forms may be filled', () =>
    secondOnCertified(2, { rect: '60 660 360 740', fieldMore: '/AP << /N 30 0 R >>', also: new Map([[30, cover]]) }),
  ),
  softened('sneaky/visible-without-look', 'a second signature with an area and no look', () =>
    second({ rect: '60 660 360 740' }),
  ),
  bad(
    'sneaky/untrusted-visible',
    'an untrusted second signature drawn over the grades',
    ['untrusted-signer', 'tampered'],
    () =>
      second({ by: 'foreign', rect: '60 660 360 740', fieldMore: '/AP << /N 30 0 R >>', also: new Map([[30, cover]]) }),
  ),
  bad('sneaky/untrusted', 'an untrusted second signature that nobody sees', ['untrusted-signer', 'tampered'], () =>
    second({ by: 'foreign' }),
  ),
  bad('sneaky/self-signed', 'a self-signed second signature', ['untrusted-signer', 'tampered'], () =>
    second({ by: 'self-signed' }),
  ),
  bad('sneaky/expired', 'an expired second signature', ['expired', 'tampered'], () => second({ by: 'expired' })),
  bad('sneaky/broken', 'a second signature over other bytes', ['tampered', 'malformed'], () =>
    second({ covered: bytes => [bytes.slice(0, 99)] }),
  ),
  bad('sneaky/empty', 'a second signature without a CMS', ['malformed', 'tampered'], () => second({ hex: () => '00' })),
  bad('sneaky/weak', 'a second signature with SHA-1', ['weak-crypto', 'tampered'], () =>
    second({ cms: { digest: 'sha1' } }),
  ),
  bad(
    'sneaky/partial',
    'a second signature that covers half of the file',
    ['partial-coverage', 'malformed', 'tampered'],
    () =>
      second({
        range: one => `[0 ${one.gapStart} ${one.gapEnd} 20]`,
        covered: (bytes, one) => [bytes.slice(0, one.gapStart), bytes.slice(one.gapEnd, one.gapEnd + 20)],
      }),
  ),
  bad(
    'sneaky/first-untrusted',
    'an untrusted first signature, a good one over it',
    ['untrusted-signer', 'tampered'],
    () => addSignature(signed({ by: 'foreign' }), { by: 'p256', document: UNCERTIFIED }),
  ),
  bad('sneaky/certified-1', 'a trusted second signature where nothing is allowed', 'tampered', () =>
    secondOnCertified(1, {}),
  ),
  softened('sneaky/certified-twice', 'a second certification', () => second({ certify: 2 })),
  bad('sneaky/with-content', 'a trusted second signature, and the content with it', 'tampered', () =>
    second({ also: new Map([[N.content, stream('', COVER)]]) }),
  ),
  bad('sneaky/with-font', 'a trusted second signature, and the font with it', 'tampered', () =>
    second({ also: new Map([[N.font, '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>']]) }),
  ),
  bad('sneaky/with-catalog-script', 'a trusted second signature, and a script in the catalogue', 'tampered', () =>
    second({ document: { ...UNCERTIFIED, catalog: '/OpenAction << /S /JavaScript /JS (1) >>' } }),
  ),
  bad('sneaky/with-annotation', 'a trusted second signature, and a text box with it', 'tampered', () =>
    second({
      also: new Map<number, Body>([
        [N.page, transcript({ annotations: ['7 0 R', '20 0 R', '30 0 R'] }).get(N.page)!],
        [30, FREE_TEXT],
      ]),
    }),
  ),
  softened('sneaky/widget-action', 'a second signature whose widget runs a script', () =>
    second({ fieldMore: '/AA << /U << /S /JavaScript /JS (1) >> >>' }),
  ),
  softened(
    'sneaky/seed-value',
    'a second signature whose widget is also a push button',

    () =>
      second({
        fieldMore: '/Kids [31 0 R]',
        also: new Map<number, Body>([
          [31, `<< /Type /Annot /Subtype /Widget ${BOX} /Parent 20 0 R /AP << /N 30 0 R >> >>`],
          [30, cover],
        ]),
      }),
  ),
  bad('sneaky/same-name', 'a second signature under the name of the first', ['tampered', 'malformed'], () =>
    second({ name: 'Seal' }),
  ),
  bad('sneaky/first-replaced', 'a second signature that takes the field of the first', ['tampered', 'malformed'], () =>
    second({ fields: [] }),
  ),
  bad('sneaky/change-between', 'a change between two good signatures', 'tampered', () =>
    addSignature(append(signed(), { objects: new Map([[N.content, stream('', GRADES.replace('62', '99'))]]) }), {
      by: 'p256-second',
      document: UNCERTIFIED,
    }),
  ),
  bad('sneaky/change-after', 'a change behind two good signatures', 'tampered', () =>
    append(second({}), { objects: new Map([[N.content, stream('', COVER)]]) }),
  ),
  contested(
    'contested/empty-field-kept',
    'a prepared empty field that a trusted second signer fills',
    [LATER, 'tampered'],
    () => {
      const open = {
        ...UNCERTIFIED,
        fields: ['20 0 R'],
        annotations: ['20 0 R'],
        more: new Map([[FREE, fieldText('0 0 0 0', lockedField, '', 'Second')]]),
      }
      return addSignature(signed({}, open), { by: 'p256-second', document: UNCERTIFIED })
    },
  ),
  contested(
    'contested/second-hidden-catalog',
    'a second signature with an extensions dictionary',
    [LATER, 'tampered'],
    () =>
      addSignature(signed(), {
        by: 'p256-second',
        document: { ...UNCERTIFIED, catalog: '/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>' },
      }),
  ),
]
