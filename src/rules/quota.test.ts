import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type QuotaSetting, quotaKey, quotaLeft, quotaSettingSchema, quote } from './quota.ts'

const setting = (unit: QuotaSetting['unit'], period: QuotaSetting['period']): QuotaSetting => ({
  freeCopies: 5,
  unit,
  period,
})

const flawsOf = (typed: unknown) =>
  quotaSettingSchema.safeParse(typed).error?.issues.map(({ message }) => message) ?? []

describe('quote', () => {
  it('uses free copies first and charges the rest', () => {
    expect(quote(7, 3, 200)).toEqual({ copies: 7, freeCopies: 3, paidCopies: 4, unitPriceFen: 200, amountFen: 800 })
    expect(quote(2, 5, 500)).toEqual({ copies: 2, freeCopies: 2, paidCopies: 0, unitPriceFen: 500, amountFen: 0 })
    expect(quote(1, -1, 200).amountFen).toBe(200)
  })

  it('accounts for every copy', () => {
    const count = fc.integer({ min: 0, max: 99 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), count, count, (copies, left, price) => {
        const quoted = quote(copies, left, price)
        expect(quoted.freeCopies + quoted.paidCopies).toBe(copies)
        expect(quoted.freeCopies).toBeLessThanOrEqual(left)
        expect(quoted.amountFen).toBe(quoted.paidCopies * price)
        if (quoted.paidCopies > 0) expect(quoted.freeCopies).toBe(left)
      }),
    )
  })
})

describe('quotaLeft', () => {
  it('is nought when the limit was lowered below what was used', () => {
    expect(quotaLeft(5, 2)).toBe(3)
    expect(quotaLeft(2, 5)).toBe(0)
  })
})

describe('quotaKey', () => {
  const days = ['2025-08-31', '2025-09-01', '2026-02-22', '2026-02-23', '2026-08-31', '2026-09-01']
  const keys = (used: QuotaSetting) => days.map(day => quotaKey(used, 'p1', 'transcript', day))

  it('is one for ever', () => {
    expect(new Set(keys(setting('person', { kind: 'ever' })))).toEqual(new Set(['ever/*/p1']))
  })

  it('changes on the first day of the year that the school has set', () => {
    const year = keys(setting('person', { kind: 'year', startsOn: '09-01' }))
    expect(year.map(key => key.slice(0, 9))).toEqual([
      'year-2024',
      'year-2025',
      'year-2025',
      'year-2025',
      'year-2025',
      'year-2026',
    ])
  })

  it('changes on the first day of each term, and holds before the first', () => {
    const term = keys(setting('person', { kind: 'term', starts: ['2025-09-01', '2026-02-23'] }))
    expect(new Set(term)).toEqual(new Set(['term-before/*/p1', 'term-2025-09-01/*/p1', 'term-2026-02-23/*/p1']))
    expect(term[2]).toBe(term[1])
    expect(term[3]).not.toBe(term[2])
  })

  it('tells kinds apart only when the unit says so', () => {
    const byKind = setting('person-and-kind', { kind: 'ever' })
    expect(quotaKey(byKind, 'p1', 'transcript', '2026-01-01')).not.toBe(quotaKey(byKind, 'p1', 'proof', '2026-01-01'))
  })

  it('never gives two people the same key, whatever their ids look like', () => {
    const byKind = setting('person-and-kind', { kind: 'ever' })
    const kinds = fc.constantFrom('transcript', 'proof')
    fc.assert(
      fc.property(fc.string(), kinds, fc.string(), kinds, (a, kindA, b, kindB) => {
        fc.pre(a !== b || kindA !== kindB)
        expect(quotaKey(byKind, a, kindA, '2026-01-01')).not.toBe(quotaKey(byKind, b, kindB, '2026-01-01'))
      }),
    )
  })

  it('refuses terms out of order and impossible days', () => {
    const wrong = [
      { kind: 'term', starts: ['2026-02-23', '2025-09-01'] },
      { kind: 'term', starts: ['2025-09-01', '2026-02-23', '2026-02-23'] },
      { kind: 'term', starts: [] },
      { kind: 'term', starts: ['2025-09-31'] },
      ...['13-01', '02-30', '04-31', '9-1', '', '09-01 '].map(startsOn => ({ kind: 'year', startsOn })),
    ]
    for (const period of wrong) {
      expect(quotaSettingSchema.safeParse({ freeCopies: 5, unit: 'person', period }).success).toBe(false)
    }
    expect(flawsOf({ freeCopies: 5, unit: 'person', period: wrong[0] })).toEqual(['must rise'])
    expect(flawsOf({ freeCopies: 5, unit: 'person', period: { kind: 'year', startsOn: '02-30' } })).toEqual([
      'must be month and day, MM-DD',
    ])
  })

  it('can be set in every way that is counted', () => {
    const periods = [
      { kind: 'ever' },
      ...['01-01', '09-01', '02-29', '12-31'].map(startsOn => ({ kind: 'year', startsOn })),
      { kind: 'term', starts: ['2025-09-01'] },
      { kind: 'term', starts: ['2025-09-01', '2026-02-23', '2026-09-01'] },
    ]
    for (const unit of ['person', 'person-and-kind']) {
      for (const period of periods) expect(flawsOf({ freeCopies: 5, unit, period })).toEqual([])
    }
  })

  it('gives none to ninety-nine copies', () => {
    const flawed = [-1, 0, 99, 100, 1.5].filter(
      freeCopies => flawsOf({ freeCopies, unit: 'person', period: { kind: 'ever' } }).length > 0,
    )
    expect(flawed).toEqual([-1, 100, 1.5])
  })
})
