import { describe, expect, it } from 'vitest'
import { fieldsSchema, misfit, printedRow } from './data-fields.ts'

const fields = fieldsSchema.parse({
  title: { type: 'bilingual' },
  note: { type: 'text', optional: true, longest: 5 },
  points: { type: 'number', least: 0, most: 4, decimals: 2, fixed: true },
  credits: { type: 'number', decimals: 1 },
  won_on: { type: 'day' },
  first: { type: 'flag' },
  level: { type: 'choice', words: { a: { zh: '甲', en: 'A' } } },
})
const row = {
  ...{
    title_zh: '程序设计',
    title_en: 'Programming',
    note: null,
    points: '3.4',
    credits: '2.50',
    won_on: '2026-05-06',
  },
  ...{ first: true, level: 'a', other: 'ignored' },
}

describe('the fields of a data set', () => {
  it('are printed in the language of the edition', () => {
    expect(misfit(row, fields)).toBeNull()
    expect(printedRow(row, fields, 'en')).toEqual({
      title: 'Programming',
      note: null,
      points: '3.40',
      credits: '2.5',
      won_on: { year: 2026, month: 5, day: 6, text: '6 May 2026', monthText: 'May 2026' },
      first: true,
      level: { key: 'a', text: 'A' },
    })
    expect(printedRow(row, fields, 'zh')).toMatchObject({
      title: '程序设计',
      level: { text: '甲' },
      won_on: { text: '2026年5月6日' },
    })
  })

  it.each([
    ['title', { title_en: null }],
    ['title', { title_zh: '  ' }],
    ['note', { note: 'too long' }],
    ['note', { note: 3 }],
    ['points', { points: 4.01 }],
    ['points', { points: '-0.5' }],
    ['points', { points: '3,4' }],
    ['points', { points: Number.NaN }],
    ['points', { points: null }],
    ['won_on', { won_on: '2026-02-30' }],
    ['won_on', { won_on: '6.5.2026' }],
    ['first', { first: 'true' }],
    ['level', { level: 'b' }],
    ['level', { level: 'constructor' }],
  ])('%s is refused as %j', (field, change) => {
    expect(misfit({ ...row, ...change }, fields)).toBe(field)
  })
})
