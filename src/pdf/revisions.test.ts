import { describe, expect, it } from 'vitest'
import { latin } from '../../tests/attacks/der.ts'
import { LIMITS } from './limits.ts'
import { openPdf } from './objects.ts'

const row = (offset: number, kind: 'n' | 'f' = 'n') =>
  `${String(offset).padStart(10, '0')} ${kind === 'f' ? '65535' : '00000'} ${kind} \n`
const catalog = (word: string) => `1 0 obj\n<< /Type /Catalog /Word /${word} >>\nendobj\n`

interface Shape {
  /** What stands between the trailer and the word startxref. */
  readonly gap?: string
  readonly eof?: string
  readonly startxref?: (at: number) => number
  readonly prev?: number
  readonly word?: string
}

/** One more revision of one object with a plain table. */
function save(before: string, shape: Shape = {}): string {
  const object = before.length
  const body = `${before}${catalog(shape.word ?? 'one')}`
  const table = `xref\n0 2\n${row(0, 'f')}${row(object)}`
  const prev = shape.prev === undefined ? '' : `/Prev ${shape.prev}`
  const startxref = (shape.startxref ?? (at => at))(body.length)
  return `${body}${table}trailer\n<< /Size 2 /Root 1 0 R ${prev} >>\n${shape.gap ?? ''}startxref\n${startxref}\n${shape.eof ?? '%%EOF\n'}`
}
const HEADER = '%PDF-1.7\n'
const xrefOf = (text: string) => text.lastIndexOf('xref\n0 2')
const wordOf = (text: string, view = 0) => {
  const file = openPdf(latin(text))
  const shown = file.views[view]
  const word = shown?.dictionary(shown.trailer.entries.get('Root')).entries.get('Word')
  return word?.kind === 'name' ? word.value : null
}

describe('the revisions of a file', () => {
  const first = save(HEADER)
  const second = save(first, { prev: xrefOf(first), word: 'two' })

  it('are found from the newest to the oldest, and shown each as it was', () => {
    const file = openPdf(latin(second))
    expect(file.revisions.map(({ index, start, end }) => [index, start, end])).toEqual([
      [0, 0, first.length],
      [1, first.length, second.length],
    ])
    expect([wordOf(second, 0), wordOf(second, 1)]).toEqual(['two', 'one'])
    expect(file.end).toBe(second.length)
  })

  it.each([
    ['a writer that names itself', { gap: '%Writer 1.0\n' }],
    ['spaces before the end', { gap: '   \n\n' }],
    ['no line end behind it', { eof: '%%EOF' }],
    ['a line end of two bytes', { eof: '%%EOF\r\n' }],
    ['a pointer to the line end before the table', { startxref: (at: number) => at - 1 }],
  ])('may have %s', (_, shape) => {
    expect(wordOf(save(HEADER, shape))).toBe('one')
  })

  it('end behind their own line end, and not behind more', () => {
    for (const [eof, behind] of [
      ['%%EOF', 0],
      ['%%EOF\n', 1],
      ['%%EOF\r\n', 2],
      ['%%EOF\r', 1],
      ['%%EOF\n\n', 1],
    ] as const) {
      const text = save(HEADER, { eof })
      const [revision] = openPdf(latin(text)).revisions
      expect([revision?.eof, revision?.end]).toEqual([
        text.lastIndexOf('%%EOF') + 5,
        text.lastIndexOf('%%EOF') + 5 + behind,
      ])
    }
  })

  it.each([
    ['a pointer that leads past the table', save(HEADER, { startxref: at => at + 3 }), /bad-/],
    ['a previous one that is itself', save(first, { prev: first.length + catalog('one').length }), /bad-xref/],
    ['a previous one that lies behind', save(first, { prev: 99_999 }), /bad-xref/],
    ['no end', save(HEADER, { eof: '' }), /no-end-of-file/],
    ['half an end', save(HEADER, { eof: '%%EO' }), /no-end-of-file/],
    ['an end without its own number', save(HEADER).replace(/startxref\n\d+\n(?=%%EOF\n$)/, ''), /no-end-of-file/],
    [
      'an older one that is the newer',
      save(save(HEADER), { prev: xrefOf(first), startxref: () => xrefOf(first) }),
      /^$/,
    ],
  ])('refuses %s', (_, text, reason) => {
    if (reason.source === '^$') expect(openPdf(latin(text)).end).toBe(first.length)
    else expect(() => openPdf(latin(text))).toThrow(reason)
  })

  it('hold their own objects only', () => {
    const ahead = second.replace(row(HEADER.length), row(first.length))
    expect(() => openPdf(latin(ahead))).toThrow(/bad-xref/)
  })

  it('are counted against a limit', () => {
    let text = save(HEADER)
    for (let nth = 0; nth < LIMITS.revisions; nth++) text = save(text, { prev: xrefOf(text) })
    expect(() => openPdf(latin(text))).toThrow(/limit-reached/)
  })
})

describe('a linearised file (ISO 32000-2, Annex F)', () => {
  /** The first page's section stands in front of the other, which leads to it at its end. */
  function linearised(word: string): string {
    const hint = `2 0 obj\n<< /Linearized 1 /L 1 >>\nendobj\n`
    const start = `${HEADER}${hint}`
    const front = (main: number, root: number) =>
      `xref\n1 2\n${row(root)}${row(HEADER.length)}trailer\n<< /Size 3 /Root 1 0 R /Prev ${main} >>\nstartxref\n0\n%%EOF\n`
    const root = start.length + front(0, 0).replace('/Prev 0', '/Prev 000').length
    const main = root + catalog(word).length
    return `${start}${front(main, root).replace(`/Prev ${main}`, `/Prev ${String(main).padStart(3, '0')}`)}${catalog(word)}xref\n0 1\n${row(0, 'f')}trailer\n<< /Size 1 >>\nstartxref\n${start.length}\n%%EOF\n`
  }

  it('is one revision of two sections', () => {
    const text = linearised('page')
    const file = openPdf(latin(text))
    expect(file.revisions).toHaveLength(1)
    expect(file.revisions[0]?.end).toBe(text.length)
    expect(wordOf(text)).toBe('page')
  })

  it('may be saved again', () => {
    const text = linearised('page')
    const again = save(text, { prev: text.indexOf('xref\n1 2'), word: 'more' })
    expect(openPdf(latin(again)).revisions).toHaveLength(2)
    expect([wordOf(again, 0), wordOf(again, 1)]).toEqual(['more', 'page'])
  })

  it('is refused when it does not say that it is one', () => {
    expect(() => openPdf(latin(linearised('page').replace('/Linearized', '/Linearised')))).toThrow(/bad-xref|no-end/)
  })
})
