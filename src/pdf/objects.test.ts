import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bytesOfLatin1, concatBytes, latin1 } from './bytes.ts'
import { openPdf } from './objects.ts'

/** Row of a cross-reference stream with widths 1, 3, 1. */
const row = (type: number, second: number, third = 0) => [type, second >> 16, (second >> 8) & 255, second & 255, third]

interface Shape {
  filter?: 'none' | 'flate' | 'png'
  /** Extra entries of the cross-reference stream's dictionary. */
  extra?: string
  objectStream?: string
}

/** A file with a cross-reference stream, whose catalogue (1) and pages (2) lie in an object stream (3). */
function streamFile({ filter = 'png', extra = '', objectStream }: Shape = {}): Uint8Array {
  const members = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']
  const head = `1 0 2 ${members[0]!.length + 1} `
  const body = deflateSync(Buffer.from(objectStream ?? head + members.join(' ')))
  const start = '%PDF-1.5\n'
  const packed = `3 0 obj\n<< /Type /ObjStm /N 2 /First ${head.length} /Length 4 0 R /Filter /FlateDecode >>\nstream\n`
  const front = concatBytes(bytesOfLatin1(start + packed), body, bytesOfLatin1('\nendstream\nendobj\n'))
  const length = bytesOfLatin1(`4 0 obj ${body.length} endobj\n`)
  const xref = front.length + length.length
  const rows = [row(0, 0), row(2, 3, 0), row(2, 3, 1), row(1, start.length), row(1, front.length), row(1, xref)]
  const plain = Uint8Array.from(rows.flat())
  // PNG "up": each row as the difference to the one above it.
  const up = rows.flatMap((cells, at) => [
    2,
    ...cells.map((cell, column) => (cell - (rows[at - 1]?.[column] ?? 0)) & 255),
  ])
  const data = filter === 'none' ? plain : deflateSync(filter === 'flate' ? plain : Uint8Array.from(up))
  const parameters = {
    none: '',
    flate: '/Filter /FlateDecode',
    png: '/Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 /Columns 5 >>]',
  }
  const dictionary = `/Type /XRef /W [1 3 1] /Size 6 /Root 1 0 R ${parameters[filter]} ${extra}`
  return concatBytes(
    front,
    length,
    bytesOfLatin1(`5 0 obj\n<< ${dictionary} /Length ${data.length} >>\nstream\n`),
    data,
    bytesOfLatin1(`\nendstream\nendobj\nstartxref\n${xref}\n%%EOF\n`),
  )
}

function kindOfPages(bytes: Uint8Array): string {
  const view = openPdf(bytes).views[0]
  const root = view?.dictionary(view.trailer.entries.get('Root'))
  const type = view?.dictionary(root?.entries.get('Pages')).entries.get('Type')
  return type?.kind === 'name' ? type.value : 'nothing'
}

describe('reading the structure of a file', () => {
  it.each(['none', 'flate', 'png'] as const)('reads a cross-reference stream, filter %s', filter => {
    expect(kindOfPages(streamFile({ filter }))).toBe('Pages')
  })

  it.each([
    [
      'a predictor that nobody uses for it',
      streamFile({ filter: 'flate', extra: '/DecodeParms << /Predictor 2 >>' }),
      /unsupported-filter/,
    ],
    ['ranges that do not fit the data', streamFile({ extra: '/Index [0 7]' }), /bad-xref/],
    ['an object number twice', streamFile({ extra: '/Index [0 3 2 3]' }), /bad-xref/],
    ['a huge count', streamFile({ extra: '/Index [0 4294967290]' }), /limit-reached/],
    ['a hybrid file', streamFile({ extra: '/XRefStm 9' }), /hybrid-xref/],
    ['an encrypted file', streamFile({ extra: '/Encrypt 9 0 R' }), /encrypted-file/],
    ['a previous section that is the same', streamFile({ extra: '/Prev 0' }), /bad-object|bad-token/],
    ['a member behind the end of its stream', streamFile({ objectStream: '1 0 2 9999 << >>' }), /bad-object/],
    ['a member twice', streamFile({ objectStream: `1 0 1 5 ${' '.repeat(30)}` }), /bad-object|bad-token/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(() => kindOfPages(bytes)).toThrow(reason)
  })

  it('gives null for an object that is not there, and refuses one under another number', () => {
    const file = latin1(streamFile())
    expect(kindOfPages(bytesOfLatin1(file))).toBe('Pages')
    expect(() => kindOfPages(bytesOfLatin1(file.replace('4 0 obj', '7 0 obj')))).toThrow(/bad-object/)
    const view = openPdf(bytesOfLatin1(file)).views[0]
    expect(view?.resolve({ kind: 'ref', number: 77, generation: 0, start: 0, end: 0 }).kind).toBe('null')
  })

  const table = (rows: string, trailer = '/Size 2 /Root 1 0 R') => {
    const front = '%PDF-1.4\n1 0 obj\n<< /Pages << /Type /Pages >> >>\nendobj\n'
    return bytesOfLatin1(`${front}xref\n${rows}trailer\n<< ${trailer} >>\nstartxref\n${front.length}\n%%EOF`)
  }
  const good = '0 2\n0000000000 65535 f \n0000000009 00000 n \n'
  it('reads a table', () => {
    expect(kindOfPages(table(good))).toBe('Pages')
  })

  it.each([
    ['a line of nineteen bytes', table(good.replace('f \n', 'f\n')), /bad-xref/],
    ['a line of another letter', table(good.replace('n \n', 'x \n')), /bad-xref/],
    ['an object twice', table(`${good}1 1\n0000000009 00000 n \n`), /bad-xref/],
    ['another generation', table(good.replace('00000 n', '00001 n')), /bad-object/],
    ['an offset into the middle', table(good.replace('0000000009', '0000000011')), /bad-token/],
    ['a trailer with two roots', table(good, '/Size 2 /Root 1 0 R /Root 1 0 R'), /duplicate-key/],
    ['a negative /Prev', table(good, '/Size 2 /Root 1 0 R /Prev -1'), /bad-trailer/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(() => kindOfPages(bytes)).toThrow(reason)
  })
})
