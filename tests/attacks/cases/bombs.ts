import { bad, type Case, contested, LATER, type Word } from '../case.ts'
import { type Bytes, join, latin } from '../der.ts'
import { FREE, fieldText, N, transcript } from '../document.ts'
import { append, type Body, firstRevision, flate, HEADER, objectText, type Pdf, stream } from '../pdf-writer.ts'
import { addDss, sealed, signed } from '../sign.ts'

const REFUSED: readonly Word[] = ['malformed', 'unsigned', 'unsupported', 'tampered', 'partial-coverage']
const bomb = (id: string, about: string, make: () => Pdf | Bytes, words: Word | readonly Word[] = 'malformed'): Case =>
  bad(`bomb/${id}`, about, words, make)

/**
 * A file that a trusted signer has signed as it is, odd as it is: a reader that need not look there may pass it, a strict one
 * may not. What matters is that nobody hangs.
 */
const odd = (id: string, about: string, make: () => Pdf | Bytes, later = false): Case =>
  contested(`contested/${id}`, about, ['malformed', later ? LATER : 'valid'], make)

const MEGABYTE = 1_048_576
/** A file that is a header, these objects and an end that leads to the last of them. */
function raw(...objects: readonly Uint8Array[]): Bytes {
  const at = HEADER.length + objects.slice(0, -1).reduce((sum, one) => sum + one.length, 0)
  return join(latin(HEADER), ...objects, latin(`startxref\n${at}\n%%EOF\n`))
}
const zeros = (megabytes: number) => new Uint8Array(megabytes * MEGABYTE)
const xref = (entries: string, data: Body): Bytes => objectText(5, flate(`/Type /XRef ${entries} /Root 1 0 R`, data))
const deep = (open: string, depth: number, close: string) => `${open.repeat(depth)} 1 ${close.repeat(depth)}`
const withObject = (body: Body, reference = '/Extra 12 0 R'): Pdf =>
  sealed({}, { catalog: reference, more: new Map([[12, body]]) })
const range = (count: number) => Array.from({ length: count }, (_, nth) => nth)

/** Many fields that all hold the one signature. */
const sharing = (count: number): Pdf => {
  const numbers = range(count).map(nth => 1000 + nth)
  return sealed(
    {},
    {
      fields: numbers.map(number => `${number} 0 R`),
      more: new Map(numbers.map(number => [number, fieldText('0 0 0 0', '', '/V 8 0 R', `F${number}`)])),
    },
  )
}

function revisions(count: number): Pdf {
  let pdf = sealed({ capacity: 4000 })
  for (const nth of range(count)) pdf = append(pdf, { objects: new Map([[FREE, `<< /Nth ${nth} >>`]]) })
  return pdf
}

/** An object stream whose objects lie in a stream that is itself compressed a thousand times. */
function objectStreamBomb(): Pdf {
  const body = flate(`/Type /ObjStm /N 1 /First 5`, join(latin('12 0 '), zeros(60)))
  const pdf = firstRevision({ objects: transcript({ signature: '<< >>' }), xref: 'stream' })
  return append(pdf, {
    objects: new Map([[30, body]]),
    xref: 'stream',
    rows: new Map([[N.catalog, { kind: 'packed', stream: 30, index: 0 }]]),
  })
}

/** What costs a reader time or memory, and what leads it in circles. */
export const BOMBS: readonly Case[] = [
  bomb('xref-stream', 'sixty megabytes of cross-reference in sixty kilobytes', () =>
    raw(xref('/W [1 4 2] /Size 9000000', zeros(60))),
  ),
  bomb('xref-stream-twice', 'a cross-reference stream compressed twice', () =>
    raw(objectText(5, flate('/Type /XRef /W [1 4 2] /Size 9000000 /Root 1 0 R', zeros(60)).slice()).slice()),
  ),
  bomb('xref-stream-predictor', 'a predictor over sixty megabytes', () =>
    raw(xref('/W [1 4 2] /Size 99 /DecodeParms << /Predictor 12 /Columns 7 >>', zeros(60))),
  ),
  bomb('xref-columns', 'a predictor of a billion columns', () =>
    raw(xref('/W [1 4 2] /Size 99 /DecodeParms << /Predictor 12 /Columns 1000000000 >>', 'x')),
  ),
  bomb('xref-widths', 'fields of a billion bytes', () =>
    raw(xref('/W [1000000000 1000000000 1000000000] /Size 99', 'x')),
  ),
  bomb('xref-widths-zero', 'fields of no bytes and a billion rows', () =>
    raw(xref('/W [0 0 0] /Index [0 1000000000] /Size 1000000000', '')),
  ),
  bomb('xref-widths-negative', 'fields of negative width', () => raw(xref('/W [-1 4 2] /Size 9', 'xxxxxxxxxxxx'))),
  bomb('xref-index', 'an index that starts at a billion', () =>
    raw(xref('/W [1 4 2] /Index [1000000000 1] /Size 1000000001', 'xxxxxxx')),
  ),
  bomb('xref-size', 'a table that says it has a billion rows', () =>
    join(
      latin(
        `${HEADER}xref\n0 1000000000\n0000000000 65535 f\r\ntrailer\n<< /Size 1000000000 /Root 1 0 R >>\nstartxref\n${HEADER.length}\n%%EOF\n`,
      ),
    ),
  ),
  bomb('xref-rows', 'a table of three hundred thousand true rows', () => {
    const rows = range(300_000)
      .map(nth => `${String(nth).padStart(10, '0')} 00000 n\r\n`)
      .join('')
    return join(
      latin(
        `${HEADER}xref\n0 300000\n${rows}trailer\n<< /Size 300000 /Root 1 0 R >>\nstartxref\n${HEADER.length}\n%%EOF\n`,
      ),
    )
  }),
  bomb('xref-own-offset', 'a table whose rows lead to itself', () =>
    join(
      latin(
        `${HEADER}xref\n0 2\n0000000000 65535 f\r\n${String(HEADER.length).padStart(10, '0')} 00000 n\r\ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n${HEADER.length}\n%%EOF\n`,
      ),
    ),
  ),
  bomb('object-stream', 'an object stream of sixty megabytes that holds the catalogue', objectStreamBomb, REFUSED),
  bomb(
    'object-stream-count',
    'an object stream that says it has a billion objects',
    () =>
      append(firstRevision({ objects: transcript(), xref: 'stream' }), {
        ...{ objects: new Map([[30, flate('/Type /ObjStm /N 1000000000 /First 4', '1 0 null')]]), xref: 'stream' },
        rows: new Map([[N.catalog, { kind: 'packed', stream: 30, index: 0 }]]),
      }),
    REFUSED,
  ),
  bomb(
    'object-stream-in-itself',
    'an object stream that lies in itself',
    () =>
      append(firstRevision({ objects: transcript(), xref: 'stream' }), {
        ...{ objects: new Map(), xref: 'stream' },
        rows: new Map([
          [30, { kind: 'packed', stream: 30, index: 0 }],
          [N.catalog, { kind: 'packed', stream: 30, index: 0 }],
        ]),
      }),
    REFUSED,
  ),
  odd('deep-arrays', 'an array a hundred thousand deep', () => withObject(deep('[', 100_000, ']'))),
  odd('deep-dictionaries', 'a dictionary fifty thousand deep', () => withObject(deep('<< /A ', 50_000, ' >>'))),
  bomb('deep-catalog', 'a catalogue fifty thousand deep', () =>
    sealed({}, { catalog: `/Deep ${deep('[', 50_000, ']')}` }),
  ),
  bomb('deep-field', 'a signature field five thousand deep', () =>
    sealed({}, { field: `/MK ${deep('<< /A ', 5000, ' >>')}` }),
  ),
  bomb('open-catalog', 'a catalogue that never ends', () => sealed({}, { catalog: `/Open [${'1 '.repeat(100_000)}` })),
  bomb('deep-trailer', 'a trailer fifty thousand deep', () =>
    sealed({}, {}, { trailer: `/Deep ${deep('[', 50_000, ']')}` }),
  ),
  bomb('deep-in-signature', 'nesting inside the signature dictionary', () =>
    sealed({ entries: `/Prop_Build ${deep('<< /A ', 5000, ' >>')}` }),
  ),
  odd('deep-parentheses', 'a string a million parentheses deep', () =>
    withObject(`(${'('.repeat(1_000_000)}${')'.repeat(1_000_000)})`),
  ),
  odd('open-string', 'a string that never ends', () => withObject(`(${'x'.repeat(1_000_000)}`)),
  odd('open-hex', 'a hex string that never ends', () => withObject(`<${'0'.repeat(1_000_000)}`)),
  odd('open-array', 'an array that never ends', () => withObject(`[${'1 '.repeat(500_000)}`)),
  bomb('wide-trailer', 'a trailer of a hundred thousand keys', () =>
    sealed(
      {},
      {},
      {
        trailer: range(100_000)
          .map(nth => `/K${nth} ${nth}`)
          .join(' '),
      },
    ),
  ),
  odd('long-name', 'a name of a megabyte', () => sealed({}, {}, { trailer: `/${'N'.repeat(MEGABYTE)} 1` })),
  bomb('many-fields', 'two thousand fields', () => {
    const numbers = range(2000).map(nth => 1000 + nth)
    return sealed(
      {},
      {
        fields: numbers.map(number => `${number} 0 R`),
        more: new Map(numbers.map(number => [number, `<< /FT /Tx /T (F${number}) >>`])),
      },
    )
  }),
  bomb('shared-signature', 'four hundred fields that share one signature', () => sharing(400)),
  bomb('shared-by-ten', 'ten fields that share one signature', () => sharing(10)),
  bomb(
    'revisions-of-many',
    'two hundred revisions that each write thirty objects',
    () => {
      const many = new Map(range(30).map(nth => [FREE + nth, `<< /Nth [${'1 0 R '.repeat(20)}] >>`]))
      let pdf = sealed({ capacity: 4000 })
      for (const _ of range(200)) pdf = append(pdf, { objects: many })
      return pdf
    },
    ['tampered', 'malformed'],
  ),
  bomb('revisions', 'two thousand revisions', () => revisions(2000), ['malformed', 'tampered']),
  bomb('field-chain', 'a chain of a thousand kids', () => {
    const numbers = range(1000).map(nth => 1000 + nth)
    const chain = numbers.map(
      (number, nth) => [number, `<< /T (F) /Kids [${nth === 999 ? '7' : number + 1} 0 R] >>`] as const,
    )
    return sealed(
      {},
      {
        more: new Map(chain),
        replace: new Map([[N.catalog, transcript({ fields: ['1000 0 R'], catalog: '' }).get(N.catalog)!]]),
      },
    )
  }),
  bomb(
    'reference-chain',
    'a value that is a chain of references',
    () => {
      const numbers = range(1000).map(nth => 1000 + nth)
      const chain = numbers.map((number, nth) => [number, `${nth === 999 ? '8' : number + 1} 0 R`] as const)
      return signed(
        {},
        { replace: new Map([[N.field, fieldText('0 0 0 0', '', '/V 1000 0 R')]]), more: new Map(chain) },
      )
    },
    ['malformed', 'unsigned', 'tampered'],
  ),
  bomb(
    'reference-loop',
    'a value that refers to itself',
    () =>
      signed(
        {},
        {
          replace: new Map([[N.field, fieldText('0 0 0 0', '', '/V 12 0 R')]]),
          more: new Map([
            [12, '13 0 R'],
            [13, '12 0 R'],
          ]),
        },
      ),
    ['malformed', 'unsigned', 'tampered'],
  ),
  bomb(
    'page-loop',
    'a page tree that leads to itself, appended',
    () => append(sealed(), { objects: new Map([[N.pages, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']]) }),
    ['tampered', 'malformed'],
  ),
  odd('stream-length-itself', 'a length that is the stream itself', () =>
    sealed({}, { replace: new Map([[N.content, latin('<< /Length 4 0 R >>\nstream\nx\nendstream')]]) }),
  ),
  bomb('stream-length-huge', 'a cross-reference stream longer than the file', () =>
    raw(
      objectText(5, latin('<< /Type /XRef /W [1 4 2] /Size 9 /Root 1 0 R /Length 999999999 >>\nstream\nx\nendstream')),
    ),
  ),
  bomb(
    'startxref-huge',
    'a startxref of forty digits',
    () => join(sealed().bytes, latin(`startxref\n${'9'.repeat(40)}\n%%EOF\n`)),
    REFUSED,
  ),
  odd(
    'store-of-thousands',
    'a security store of three thousand lists',
    () => addDss(sealed(), { crls: range(3000).map(() => Uint8Array.of(0x30, 0)) }),
    true,
  ),
  odd(
    'store-inflates',
    'a list in the store that inflates to two hundred megabytes',
    () =>
      append(sealed(), {
        objects: new Map<number, Body>([
          [
            N.catalog,
            transcript({ fields: ['7 0 R'], perms: '/Perms << /DocMDP 8 0 R >>', catalog: '/DSS 20 0 R' }).get(
              N.catalog,
            )!,
          ],
          [20, '<< /CRLs [21 0 R] >>'],
          [21, flate('', zeros(200))],
        ]),
      }),
    true,
  ),
  contested('contested/content-bomb', 'a page of two hundred megabytes, signed as it is', ['valid', 'malformed'], () =>
    sealed({}, { replace: new Map([[N.content, flate('', zeros(200))]]) }),
  ),
  bomb('empty', 'no bytes', () => new Uint8Array()),
  bomb('one-byte', 'one byte', () => Uint8Array.of(37)),
  bomb('zeros', 'a megabyte of zeros', () => zeros(1)),
  bomb('too-big', 'twenty-five megabytes', () => join(sealed().bytes, zeros(25))),
  bomb('percent-signs', 'a megabyte of comments', () => join(latin(HEADER), new Uint8Array(MEGABYTE).fill(37))),
  bomb('ends', 'a hundred thousand ends', () => join(latin(HEADER), latin('startxref\n0\n%%EOF\n'.repeat(100_000)))),
  bomb('picture', 'a picture in place of a document', () => latin('\x89PNG\r\n\x1a\n'.padEnd(500, '\x00'))),
  bomb('archive', 'a zip archive', () => latin('PK\x03\x04'.padEnd(500, '\x00'))),
  bomb(
    'stray-stream',
    'an object stream that another names as its parent, in a circle',
    () =>
      append(firstRevision({ objects: transcript({ signature: '<< >>' }), xref: 'stream' }), {
        ...{
          objects: new Map([[30, stream('/Type /ObjStm /N 1 /First 4 /Extends 30 0 R', '1 0 << >>')]]),
          xref: 'stream',
        },
        rows: new Map([[N.catalog, { kind: 'packed', stream: 30, index: 0 }]]),
      }),
    REFUSED,
  ),
]
