import { bad, type Case, contested, type Word } from '../case.ts'
import { changed, fieldText, N, transcript } from '../document.ts'
import { type Body, firstRevision, objectText, stream, swapText } from '../pdf-writer.ts'
import { sealed, signatureBody, signed } from '../sign.ts'

const NOT_READ: readonly Word[] = ['malformed', 'unsupported']
const OPEN: readonly Word[] = ['malformed', 'unsigned', 'tampered']

/** A signed file with one text of its signature dictionary swapped for another of the same length, after signing. */
const swap = (id: string, about: string, from: string, to: string, words: Word | readonly Word[] = 'malformed'): Case =>
  bad(`dictionary/${id}`, about, words, () => swapText(sealed().bytes, from, to))

/** A file whose signature dictionary was so from the start, and signed as such. */
const from = (
  id: string,
  about: string,
  edit: (usual: string) => string,
  words: Word | readonly Word[] = 'malformed',
): Case => bad(`dictionary/${id}`, about, words, () => signed({}, { signature: edit(signatureBody()) }))

/** A file whose CMS is these hex digits. */
const hex = (
  id: string,
  about: string,
  digits: (honest: string) => string,
  words: Word | readonly Word[] = 'malformed',
): Case => bad(`contents/${id}`, about, words, () => sealed({ hex: digits }))

/** A document with this in place of the signature's /Contents: universal forgery. Its range cannot be right. */
const contents = (
  id: string,
  about: string,
  text: string,
  words: Word | readonly Word[] = 'malformed',
  more?: readonly [number, Body],
): Case =>
  bad(`contents/${id}`, about, words, () =>
    unsealed(`/ByteRange [0 100 200 300] ${text}`, more ? new Map([more]) : new Map()),
  )

const unsealed = (entries: string, more: ReadonlyMap<number, Body> = new Map()) =>
  firstRevision({
    objects: transcript({
      signature: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${entries} >>`,
      more,
    }),
  })

/** A document whose field has this text in place of the usual one. */
const field = (
  id: string,
  about: string,
  text: Body,
  words: Word | readonly Word[],
  more: readonly (readonly [number, Body])[] = [],
): Case =>
  bad(`field/${id}`, about, words, () => signed({}, { replace: new Map<number, Body>([[N.field, text], ...more]) }))

const withForm = (text: string) =>
  signed(
    {},
    {
      replace: new Map([
        [N.catalog, changed(transcript({ fields: ['7 0 R'] }).get(N.catalog), /\/AcroForm << .*? >>/, text)],
      ]),
    },
  )
const form = (id: string, about: string, text: string, words: Word | readonly Word[]): Case =>
  bad(`field/${id}`, about, words, () => withForm(text))

/** Universal forgery: the parts of a signature dictionary missing, empty, of a wrong type or of somebody else. */
export const SIGNATURE_DICTIONARY: readonly Case[] = [
  contents('missing', 'no /Contents', ''),
  contents('null', '/Contents null', '/Contents null'),
  contents('empty', 'an empty hex string', '/Contents <>'),
  contents('zero', 'one zero byte', '/Contents <00>'),
  contents('literal', 'a literal string', '/Contents (0\\202)'),
  contents('name', 'a name', '/Contents /30820000'),
  contents('array', 'an array', '/Contents [<3082>]'),
  contents('number', 'a number', '/Contents 3082'),
  contents('dangling', 'a reference to nothing', '/Contents 99 0 R'),
  contents('reference', 'a string that is an object of its own', '/Contents 12 0 R', 'malformed', [
    12,
    `<${'00'.repeat(500)}>`,
  ]),
  contents('stream', 'a stream', '/Contents 12 0 R', 'malformed', [12, stream('', 'x')]),
  contents('odd-digits', 'an odd number of digits', '/Contents <308>'),
  hex('zeros', 'a gap full of zeros', () => '00'),
  hex('random', 'random bytes', () => 'a5c3'.repeat(900)),
  hex('ones', 'a gap full of FF', () => 'ff'.repeat(6000)),
  hex('null-der', 'a DER NULL', () => '0500'),
  hex('empty-sequence', 'an empty SEQUENCE', () => '3000'),
  hex('cut', 'half a CMS', digits => digits.slice(0, 1000)),
  hex('late', 'zeros before the CMS', digits => `00000000${digits}`),
  hex('trailing-byte', 'a byte behind the CMS', digits => `${digits}ff`),
  hex(
    'trailing-object',
    'text behind the CMS',
    digits => `${digits}${Buffer.from('4 0 obj << >> endobj').toString('hex')}`,
  ),
  hex('trailing-cms', 'a second CMS behind the first', digits => `${digits}${digits}`),
  hex('padding-at-end', 'a byte at the end of the padding', digits => `${digits.padEnd(11_998, '0')}01`),
  hex('not-hex', 'letters that are no digits', digits => `${digits.slice(0, 200)}GG${digits.slice(202)}`),
  swap('sub-filter-unknown', 'an unknown SubFilter', 'ETSI.CAdES.detached', 'ETSI.CAdES.attached', NOT_READ),
  swap('sub-filter-gone', 'no SubFilter', '/SubFilter', '/SubFilber', NOT_READ),
  from(
    'sub-filter-null',
    'SubFilter null',
    usual => usual.replace('/SubFilter /ETSI.CAdES.detached', '/SubFilter null'),
    NOT_READ,
  ),
  from(
    'sub-filter-string',
    'SubFilter as a string',
    usual => usual.replace('/ETSI.CAdES.detached', '(ETSI.CAdES.detached)'),
    NOT_READ,
  ),
  from(
    'sub-filter-array',
    'SubFilter as an array',
    usual => usual.replace('/ETSI.CAdES.detached', '[/ETSI.CAdES.detached]'),
    NOT_READ,
  ),
  from(
    'sub-filter-case',
    'SubFilter in small letters',
    usual => usual.replace('ETSI.CAdES.detached', 'etsi.cades.detached'),
    NOT_READ,
  ),
  from(
    'sub-filter-stamp',
    'the SubFilter of a document timestamp',
    usual => usual.replace('ETSI.CAdES.detached', 'ETSI.RFC3161'),
    ['malformed', 'unsupported', 'unsigned'],
  ),
  from(
    'sub-filter-sealed',
    'a SubFilter of another profile',
    usual => usual.replace('ETSI.CAdES.detached', 'GM.sm2seal'),
    NOT_READ,
  ),
  swap('type-other', 'another /Type', '/Type /Sig ', '/Type /Sug ', ['malformed', 'tampered']),
  from(
    'type-stamp',
    'the /Type of a document timestamp',
    usual => usual.replace('/Type /Sig', '/Type /DocTimeStamp'),
    NOT_READ,
  ),
  from('contents-twice', '/Contents twice', usual => usual.replace('/Filter', '/Contents <00> /Filter')),
  from('sub-filter-twice', 'SubFilter twice', usual =>
    usual.replace('/Filter', '/SubFilter /adbe.pkcs7.detached /Filter'),
  ),
  from('type-twice', 'the same /Type twice', usual => usual.replace('/Filter', '/Type /Sig /Filter')),
  from('key-escaped-twice', '/Contents twice, once with an escape', usual =>
    usual.replace('/Filter', '/Conten#74s <00> /Filter'),
  ),
  contested('contested/filter-other', 'another /Filter', ['valid', 'unsupported', 'malformed'], () =>
    signed({}, { signature: signatureBody().replace('Adobe.PPKLite', 'Entrust.PPKEF') }),
  ),
  contested('contested/type-absent', 'no /Type', ['valid', 'malformed'], () =>
    signed({}, { signature: signatureBody().replace('/Type /Sig', '') }),
  ),
  bad('dictionary/packed', 'a signature dictionary in an object stream', ['malformed', 'tampered'], () =>
    firstRevision({
      objects: transcript({ signature: signatureBody({ capacity: 50 }).replaceAll('*', '1') }),
      ...{ xref: 'stream', packed: [N.signature] },
    }),
  ),
  bad('field/orphan', 'a signature dictionary that no field holds', 'unsigned', () => {
    const pdf = signed(
      {},
      {
        replace: new Map([
          [N.catalog, transcript().get(N.catalog)!],
          [N.page, transcript().get(N.page)!],
        ]),
      },
    )
    return pdf
  }),
  bad(
    'field/widget-only',
    'a field that the page shows and the form does not know',
    ['unsigned', 'malformed', 'tampered'],
    () => signed({}, { replace: new Map([[N.catalog, transcript().get(N.catalog)!]]) }),
  ),
  bad('field/text-only', 'a text that looks like a signature', 'unsigned', () =>
    firstRevision({ objects: transcript({ more: new Map([[12, `(${signatureBody({ capacity: 20 })})`]]) }) }),
  ),
  bad('field/none', 'no signature', 'unsigned', () => firstRevision({ objects: transcript() })),
  bad('field/empty-form', 'a form without fields', 'unsigned', () =>
    firstRevision({ objects: transcript({ catalog: '/AcroForm << /Fields [] >>' }) }),
  ),
  bad('field/open', 'a field that nobody has signed', 'unsigned', () =>
    firstRevision({ objects: transcript({ fields: ['7 0 R'], more: new Map([[7, fieldText('0 0 0 0', '', '')]]) }) }),
  ),
  field('value-cycle', 'a value that is the field itself', fieldText('0 0 0 0', '', '/V 7 0 R'), OPEN),
  field('value-null', 'the value null', fieldText('0 0 0 0', '', '/V null'), OPEN),
  field('value-dangling', 'the value a reference to nothing', fieldText('0 0 0 0', '', '/V 99 0 R'), OPEN),
  field('value-number', 'the value a number', fieldText('0 0 0 0', '', '/V 8'), OPEN),
  field('value-array', 'the value an array', fieldText('0 0 0 0', '', '/V [8 0 R]'), OPEN),
  field('value-string', 'the value a string', fieldText('0 0 0 0', '', '/V (signed)'), OPEN),
  field('value-page', 'the value another dictionary', fieldText('0 0 0 0', '', '/V 3 0 R'), OPEN),
  field('value-stream', 'the value a stream', fieldText('0 0 0 0', '', '/V 9 0 R'), OPEN),
  field('type-text', 'a text field with a signature value', changed(fieldText('0 0 0 0'), '/FT /Sig', '/FT /Tx'), OPEN),
  field('kids-cycle', 'a field that is its own kid', fieldText('0 0 0 0', '/Kids [7 0 R]'), 'malformed'),
  field(
    'kids-of-each-other',
    'two fields that are each other’s kids',
    fieldText('0 0 0 0', '/Kids [12 0 R]'),
    'malformed',
    [[12, '<< /T (x) /Kids [7 0 R] >>']],
  ),
  field(
    'two-fields-one-signature',
    'two fields that share a signature',
    '<< /T (x) /FT /Sig /Kids [12 0 R 13 0 R] >>',
    'malformed',
    [
      [12, fieldText('0 0 0 0', '/Parent 7 0 R', '/V 8 0 R', 'A')],
      [13, fieldText('0 0 0 0', '/Parent 7 0 R', '/V 8 0 R', 'B')],
    ],
  ),
  form('fields-number', 'the fields a number', '/AcroForm << /Fields 7 >>', OPEN),
  form('fields-dictionary', 'the fields a dictionary', '/AcroForm << /Fields << /0 7 0 R >> >>', OPEN),
  form('form-array', 'the form an array', '/AcroForm [7 0 R]', OPEN),
  form('form-dangling', 'the form a reference to nothing', '/AcroForm 99 0 R', OPEN),
  contested(
    'contested/field-dangling',
    'a field that is a reference to nothing beside the true one',
    ['valid', 'malformed'],
    () => withForm('/AcroForm << /Fields [99 0 R 7 0 R] >>'),
  ),
  bad('field/form-twice', 'two forms in the catalogue', 'malformed', () =>
    signed({}, { catalog: '/AcroForm << /Fields [] >>' }),
  ),
  bad(
    'field/signature-in-gap',
    'a field whose object lies in the gap of its own signature',
    ['malformed', 'unsigned', 'tampered'],
    () => {
      const hidden = Buffer.from(objectText(N.field, fieldText('0 0 0 0'))).toString('hex')
      return sealed({ hex: digits => `${digits.padEnd(8000, '0')}${hidden}` })
    },
  ),
]
