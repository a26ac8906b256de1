import { describe, expect, it } from 'vitest'
import { latin } from '../../../tests/attacks/der.ts'
import {
  append,
  type Body,
  firstRevision,
  type Pdf,
  type Revision,
  stream,
  withTail,
} from '../../../tests/attacks/pdf-writer.ts'
import { cursorAt } from '../cursor.ts'
import { openPdf } from '../objects.ts'
import { readValue } from '../tokens.ts'
import { firstHiddenByte } from './body-bytes.ts'
import { entryChanges } from './entries.ts'
import { reach, visibleNumbers } from './reach.ts'
import { differingKeys, itemsAdded, sameValue } from './same-value.ts'

const base = firstRevision({
  objects: new Map<number, Body>([
    [1, '<< /Type /Catalog /Pages 2 0 R /DSS 6 0 R >>'],
    [2, '<< /Type /Pages /Kids [] /Count 0 /Gone 9 0 R >>'],
    [3, stream('', 'alone')],
    [4, '(unused)'],
    [6, '<< /Certs [7 0 R] >>'],
  ]),
})
const value = (text: string) => readValue(cursorAt(latin(text), 0))
const dict = (text: string) => {
  const found = value(text)
  if (found.kind !== 'dict') throw new Error('a dictionary was expected')
  return found
}

function compared(pdf: Pdf): { changed: number[]; problems: string[]; hidden: number | null } {
  const file = openPdf(pdf.bytes)
  const revision = file.revisions.at(-1)!
  const [before, after] = [file.viewAt(revision.index - 1), file.viewAt(revision.index)]
  const { changed, problems } = entryChanges(revision, before, after)
  return {
    changed: [...changed],
    problems: problems.map(({ code, object }) => `${code} ${object}`),
    hidden: firstHiddenByte(pdf.bytes, revision, after),
  }
}
const appended = (objects: readonly (readonly [number, Body | null])[], layout: Partial<Revision> = {}) =>
  compared(append(base, { objects: new Map(objects), ...layout }))

describe('what a revision wrote', () => {
  it.each<[string, ReturnType<typeof appended>, number[], string[]]>([
    ['nothing', appended([]), [], []],
    ['an object as it was', appended([[4, '(unused)']]), [], []],
    ['a stream as it was', appended([[3, stream('', 'alone')]]), [], []],
    ['another string', appended([[4, '(other)']]), [4], []],
    ['another stream under the same dictionary', appended([[3, stream('', 'alien')]]), [3], []],
    ['a new object', appended([[20, 'null']]), [20], []],
    ['an object freed', appended([[3, null]]), [], ['object-freed 3']],
    ['a number freed that was none', appended([[30, null]]), [], []],
    [
      'a generation more',
      appended([[4, '(unused)']], { generations: new Map([[4, 1]]) }),
      [],
      ['generation-changed 4'],
    ],
    [
      'a row that leads back',
      appended([], { rows: new Map([[4, { kind: 'at', offset: base.offsets.get(3)!, generation: 0 }]]) }),
      [],
      ['object-elsewhere 4'],
    ],
    ['a cross-reference stream', appended([], { xref: 'stream' }), [], []],
    ['an object in an object stream', appended([[20, '(x)']], { xref: 'stream', packed: [20] }), [20], []],
  ])('%s', (_, found, changed, problems) => {
    expect([found.changed, found.problems]).toEqual([changed, problems])
    expect(found.hidden).toBeNull()
  })

  it('has a byte for nothing nowhere', () => {
    const before = latin('40 0 obj\n(hidden)\nendobj\n')
    expect(appended([[4, '(other)']], { before }).hidden).toBe(base.bytes.length)
    expect(appended([[4, '(other)']], { before: '% a comment\n' }).hidden).toBe(base.bytes.length)
    expect(appended([[4, '(other)']], { before: '\n \r\n' }).hidden).toBeNull()
    const { hidden } = compared(
      append({ ...base, bytes: withTail(base, '(loose)\n') }, { objects: new Map([[4, '(x)']]) }),
    )
    expect(hidden).toBe(base.bytes.length)
  })
})

describe('what can be seen', () => {
  const view = openPdf(base.bytes).viewAt(0)
  const { budget } = openPdf(base.bytes)

  it('is all that the catalogue leads to, the store left out, and what is named and not there', () => {
    expect([...visibleNumbers(view, budget)].sort((a, b) => a - b)).toEqual([1, 2, 9])
  })

  it('is followed as far as it is asked to', () => {
    const all = [value('[1 0 R]')]
    expect([...reach(view, all, budget)].sort((a, b) => a - b)).toEqual([1, 2, 6, 7, 9])
    expect([...reach(view, all, budget, number => number < 3)].sort((a, b) => a - b)).toEqual([1, 2])
    expect([...reach(view, [undefined, value('(1 0 R)')], budget)]).toEqual([])
  })
})

describe('comparing values', () => {
  it.each([
    ['[1 2.5 (a) /B true null <61> << /C 1 0 R >>]', '[1 2.50 (\\141) /#42 true null (a) <</C 1 0 R>> ]', true],
    ['1', '1.0', false],
    ['(a)', '/a', false],
    ['1 0 R', '1 1 R', false],
    ['1 0 R', '2 0 R', false],
    ['[1 2]', '[2 1]', false],
    ['[1]', '[1 null]', false],
    ['<< /A 1 >>', '<< /A 1 /B null >>', false],
    ['<< /A 1 /B 2 >>', '<< /B 2 /A 1 >>', true],
    ['true', 'false', false],
  ])('%s and %s', (a, b, expected) => {
    expect(sameValue(value(a), value(b))).toBe(expected)
    expect(sameValue(value(b), value(a))).toBe(expected)
  })

  it('names the keys and the items that are more', () => {
    expect(differingKeys(dict('<< /A 1 /B 2 >>'), dict('<< /A 1 /B 3 /C 4 >>'))).toEqual(['B', 'C'])
    expect(itemsAdded([value('1 0 R')], [value('1 0 R'), value('2 0 R')])).toHaveLength(1)
    expect(itemsAdded([value('1 0 R')], [value('2 0 R'), value('1 0 R')])).toBeNull()
    expect(itemsAdded([value('1 0 R')], [])).toBeNull()
    expect(sameValue(undefined, undefined)).toBe(true)
    expect(sameValue(value('1'), undefined)).toBe(false)
  })
})
