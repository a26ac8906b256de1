import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fenOfYuan, formatYuan, typedYuan } from './money.ts'

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

describe('yuan as they are typed', () => {
  it('comes back to the same fen, however it was shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), amountFen => {
        expect(fenOfYuan(typedYuan(amountFen))).toBe(amountFen)
        expect(fenOfYuan(formatYuan(amountFen))).toBe(amountFen)
      }),
    )
  })

  it('is taken with fewer decimals, and from a Chinese keyboard', () => {
    expect(['3', '3.5', ' 3.50 ', '３．５０', '¥3.50', '0.29', '1.1'].map(fenOfYuan)).toEqual([
      ...[300, 350, 350, 350, 350, 29, 110],
    ])
  })

  it.each(['', '3.', '.5', '3.505', '-1', '+1', '1e3', '1,000', '3,50', '3 50', '二元', '0x10', 'NaN'])(
    'is refused as it stands: "%s"',
    typed => expect(fenOfYuan(typed)).toBeNull(),
  )
})
