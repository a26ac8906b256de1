import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quote } from './quota.ts'
import { settle } from './settlement.ts'

describe('settle', () => {
  it('keeps everything when every copy came out', () => {
    expect(settle(quote(7, 3, 200), 7)).toEqual({
      copiesDelivered: 7,
      copiesGivenBack: 0,
      quotaGivenBack: 0,
      refundFen: 0,
      chargedFen: 800,
    })
  })

  it('gives quota back before money', () => {
    expect(settle(quote(7, 3, 200), 5)).toMatchObject({ quotaGivenBack: 2, refundFen: 0, chargedFen: 800 })
    expect(settle(quote(7, 3, 200), 2)).toMatchObject({ quotaGivenBack: 3, refundFen: 400, chargedFen: 400 })
    expect(settle(quote(7, 3, 200), 0)).toMatchObject({ quotaGivenBack: 3, refundFen: 800, chargedFen: 0 })
  })

  it('counts more copies than were asked for as all of them', () => {
    expect(settle(quote(2, 0, 200), 3)).toMatchObject({ copiesDelivered: 2, copiesGivenBack: 0, chargedFen: 400 })
  })

  it('never charges for more than came out, and accounts for each copy and each fen', () => {
    const copies = fc.integer({ min: 1, max: 99 })
    const left = fc.integer({ min: 0, max: 20 })
    fc.assert(
      fc.property(copies, left, fc.integer({ min: 0, max: 5000 }), left, (asked, free, price, delivered) => {
        const quoted = quote(asked, free, price)
        const settled = settle(quoted, delivered)
        expect(settled.chargedFen + settled.refundFen).toBe(quoted.amountFen)
        expect(settled.copiesDelivered + settled.copiesGivenBack).toBe(asked)
        expect(settled.chargedFen).toBeLessThanOrEqual(settled.copiesDelivered * price)
        expect(settled.chargedFen).toBeGreaterThanOrEqual(0)
        const freeUsed = quoted.freeCopies - settled.quotaGivenBack
        expect(freeUsed * price + settled.chargedFen).toBe(settled.copiesDelivered * price)
      }),
    )
  })
})
