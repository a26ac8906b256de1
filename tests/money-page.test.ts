import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MONEY_FAULTS, MONEY_MOMENTS, moneyRows, testsIn } from './money-page.ts'
import { isNameOfTest, titlesIn } from './titles-of-tests.ts'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs', 'money.md'), 'utf8')
const rows = moneyRows(page)

/** A test, with what it imports from beside it: there stand the rows of its tables. */
function sourcesOf(file: string): string {
  const source = readFileSync(join(root, file), 'utf8')
  const beside = [...source.matchAll(/from '(\.\.?\/[^']+)'/g)].map(([, from = '']) => join(root, dirname(file), from))
  return [source, ...beside.map(each => readFileSync(each, 'utf8'))].join('\n')
}

describe('the page about every fen (docs/money.md)', () => {
  it('has a table for each fault, and no other', () => {
    expect([...new Set(rows.map(({ fault }) => fault))]).toEqual(MONEY_FAULTS)
  })

  it.each(MONEY_FAULTS)('%s: names every moment once, and has no empty cell', fault => {
    const ofFault = rows.filter(row => row.fault === fault)
    expect(ofFault.flatMap(({ moments }) => moments).toSorted()).toEqual([...MONEY_MOMENTS].toSorted())
    for (const { happens, seen, proof } of ofFault) {
      expect([happens, seen, proof]).not.toContain('')
      // Where nothing can happen the first cell says why, and no test is named for it.
      if (testsIn(proof).length === 0) expect([seen, proof]).toEqual(['—', '—'])
      else expect([happens, seen]).not.toContain('—')
    }
  })

  it.each(MONEY_FAULTS)('%s: each test that is named is there, under that name', fault => {
    const named = rows.filter(row => row.fault === fault).flatMap(({ proof }) => testsIn(proof))
    expect(named.length).toBeGreaterThan(0)
    for (const { file, name } of named) {
      const source = readFileSync(join(root, file), 'utf8')
      expect(isNameOfTest(name, titlesIn(source), sourcesOf(file)), `${file}: ${name}`).toBe(true)
    }
  })
})

describe('the titles of tests', () => {
  const source = [
    "describe('a debt', () => {",
    '  it.each([',
    "    ['a clock', 401],",
    "  ])('of %s is told', () => {})",
    "  describe.each(FAULTS)('when $name', () => {",
    "    it('isn\\'t forgotten', () => {})",
    '  })',
    "  it('ends', () => {})",
    '})',
    'for (const moment of MOMENTS) {',
    `  it(\`\${moment}: goes on\`, () => {})`,
    '}',
  ].join('\n')
  const titles = titlesIn(source)

  it('are read with the groups that they stand in', () => {
    expect(titles).toEqual([
      'a debt of %s is told',
      "a debt when $name isn't forgotten",
      'a debt ends',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as a test's file has it
      '${moment}: goes on',
    ])
  })

  it('are another name as soon as a word or a row of their table is another', () => {
    const isName = (name: string) => isNameOfTest(name, titles, source)
    expect(isName('a debt of a clock is told')).toBe(true)
    expect(isName('a debt of %s is told')).toBe(true)
    expect(isName('a debt of a calendar is told')).toBe(false)
    expect(isName('a debt has ended')).toBe(false)
    expect(isName('ends')).toBe(false)
  })
})
