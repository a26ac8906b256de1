import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quote } from './quota.ts'
import { settle } from './settlement.ts'

const LIMITS = { unclearGivenBackUpToFen: 1_000 }
const out = (copiesDelivered: number, copiesUnclear = 0) => ({ copiesDelivered, copiesUnclear })

describe('settle', () => {
  it('keeps everything when every copy came out', () => {
    expect(settle(quote(7, 3, 200), out(7), LIMITS)).toEqual({
      copiesDelivered: 7,
      copiesUnclear: 0,
      copiesGivenBack: 0,
      quotaGivenBack: 0,
      refundFen: 0,
      chargedFen: 800,
      heldFen: 0,
    })
  })

  it('gives money back before free copies', () => {
    const ordered = quote(7, 3, 200)
    expect(settle(ordered, out(5), LIMITS)).toMatchObject({ quotaGivenBack: 0, refundFen: 400, chargedFen: 400 })
    expect(settle(ordered, out(3), LIMITS)).toMatchObject({ quotaGivenBack: 0, refundFen: 800, chargedFen: 0 })
    expect(settle(ordered, out(2), LIMITS)).toMatchObject({ quotaGivenBack: 1, refundFen: 800, chargedFen: 0 })
    expect(settle(ordered, out(0), LIMITS)).toMatchObject({ quotaGivenBack: 3, refundFen: 800, chargedFen: 0 })
  })

  it('takes no money from whom the free copies would have been enough: seven ordered, five free, four out', () => {
    expect(settle(quote(7, 5, 200), out(4), LIMITS)).toMatchObject({
      copiesGivenBack: 3,
      refundFen: 400,
      chargedFen: 0,
      quotaGivenBack: 1,
    })
  })

  it('counts more copies than were asked for as all of them', () => {
    expect(settle(quote(2, 0, 200), out(3), LIMITS)).toMatchObject({
      copiesDelivered: 2,
      copiesGivenBack: 0,
      chargedFen: 400,
    })
    expect(settle(quote(2, 0, 200), out(1, 5), LIMITS)).toMatchObject({ copiesDelivered: 1, copiesUnclear: 1 })
  })

  it('gives copies that cannot be told back as not delivered, up to the limit and not a fen beyond', () => {
    const ordered = quote(7, 2, 200)
    expect(settle(ordered, out(2, 5), LIMITS)).toEqual({
      copiesDelivered: 2,
      copiesUnclear: 5,
      copiesGivenBack: 5,
      quotaGivenBack: 0,
      refundFen: 1_000,
      chargedFen: 0,
      heldFen: 0,
    })
    expect(settle(ordered, out(2, 5), { unclearGivenBackUpToFen: 999 })).toEqual({
      copiesDelivered: 2,
      copiesUnclear: 5,
      copiesGivenBack: 0,
      quotaGivenBack: 0,
      refundFen: 0,
      chargedFen: 1_000,
      heldFen: 1_000,
    })
  })

  it('holds only money: free copies that cannot be told always go back', () => {
    expect(settle(quote(3, 3, 200), out(1, 2), { unclearGivenBackUpToFen: 0 })).toMatchObject({
      copiesGivenBack: 2,
      quotaGivenBack: 2,
      heldFen: 0,
    })
  })

  it('gives back what surely did not come out, whatever is held', () => {
    expect(settle(quote(9, 2, 200), out(3, 2), { unclearGivenBackUpToFen: 0 })).toMatchObject({
      copiesGivenBack: 4,
      refundFen: 800,
      heldFen: 400,
      chargedFen: 600,
    })
  })
})

describe('any order', () => {
  const copies = fc.integer({ min: 1, max: 99 })
  const free = fc.integer({ min: 0, max: 20 })
  const priceFen = fc.integer({ min: 0, max: 5_000 })
  const some = fc.integer({ min: -1, max: 100 })

  it('costs what would have been paid had just that been ordered which came out: charge(delivered) = quote(delivered)', () => {
    fc.assert(
      fc.property(copies, free, priceFen, some, (asked, left, price, delivered) => {
        const settled = settle(quote(asked, left, price), out(delivered), LIMITS)
        const had = quote(settled.copiesDelivered, left, price)
        expect(settled.chargedFen).toBe(had.amountFen)
        expect(quote(asked, left, price).freeCopies - settled.quotaGivenBack).toBe(had.freeCopies)
        expect(settled.heldFen).toBe(0)
      }),
    )
  })

  it('accounts for each copy and each fen, also of what cannot be told', () => {
    const limit = fc.integer({ min: 0, max: 20_000 })
    fc.assert(
      fc.property(copies, free, priceFen, some, some, limit, (asked, left, price, delivered, unclear, upToFen) => {
        const ordered = quote(asked, left, price)
        const settled = settle(ordered, out(delivered, unclear), { unclearGivenBackUpToFen: upToFen })
        const counted = settled.copiesDelivered + (settled.heldFen > 0 ? settled.copiesUnclear : 0)
        expect(settled.chargedFen + settled.refundFen).toBe(ordered.amountFen)
        expect(counted + settled.copiesGivenBack).toBe(asked)
        expect(settled.chargedFen).toBe(quote(counted, left, price).amountFen)
        expect(settled.quotaGivenBack).toBe(ordered.freeCopies - quote(counted, left, price).freeCopies)
        expect(settled.heldFen).toBeLessThanOrEqual(settled.chargedFen)
        // What the copies of doubt give back is within the limit, or held.
        const surelyFen = quote(settled.copiesDelivered + settled.copiesUnclear, left, price).amountFen
        if (settled.heldFen === 0) expect(surelyFen - settled.chargedFen).toBeLessThanOrEqual(upToFen)
        else expect(settled.heldFen).toBeGreaterThan(upToFen)
      }),
    )
  })
})
