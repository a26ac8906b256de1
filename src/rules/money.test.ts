import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatYuan } from './money.ts'

describe('formatYuan', () => {
  it('writes yuan with two decimals', () => {
    expect([0, 1, 10, 800, 1005, 123_456, -250].map(formatYuan)).toEqual([
      '¥0.00',
      '¥0.01',
      '¥0.10',
      '¥8.00',
      '¥10.05',
      '¥1234.56',
      '-¥2.50',
    ])
  })

  it('loses no fen on the way to text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), amountFen => {
        expect(Number(formatYuan(amountFen).replace('¥', '').replace('.', ''))).toBe(amountFen)
      }),
    )
  })

  it('treats a fraction of a fen as a bug', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) expect(() => formatYuan(wrong)).toThrow()
  })
})
