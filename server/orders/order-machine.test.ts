import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OrderEvent, type OrderFacts, stepOrder } from './order-machine.ts'

const order = (state: OrderFacts['state'], more: Partial<OrderFacts> = {}): OrderFacts => ({
  state,
  copies: 7,
  freeCopies: 3,
  unitPriceFen: 200,
  amountFen: 800,
  paidFen: 0,
  looseEnd: false,
  ...more,
})
const printed = (copiesDelivered: number, copiesUnclear = 0, unclearGivenBackUpToFen = 400): OrderEvent => ({
  ...{ kind: 'printed', copiesDelivered, copiesUnclear, unclearGivenBackUpToFen },
})
const paid = { kind: 'payment-seen', totalFen: 800, transactionId: 'wx-1' } as const

describe('an order', () => {
  it('goes from opening to its end', () => {
    expect(stepOrder(order('opening'), { kind: 'opened', codeUrl: 'weixin://x' })).toMatchObject({
      state: 'awaiting-payment',
      codeUrl: 'weixin://x',
    })
    expect(stepOrder(order('awaiting-payment'), paid)).toMatchObject({ state: 'ready', paidFen: 800, refund: null })
    expect(stepOrder(order('ready', { paidFen: 800 }), printed(4))).toMatchObject({
      state: 'ended',
      giveBackCopies: 0,
      refund: { cause: 'not-delivered', refundFen: 600, totalFen: 800 },
    })
  })

  it('gives money back before free copies', () => {
    expect(stepOrder(order('ready', { paidFen: 800 }), printed(2))).toMatchObject({
      giveBackCopies: 1,
      refund: { refundFen: 800 },
    })
  })

  it('gives back what cannot be told up to the limit, and holds it beyond', () => {
    expect(stepOrder(order('ready', { paidFen: 800 }), printed(5, 2))).toMatchObject({
      copiesUnclear: 2,
      heldFen: 0,
      refund: { refundFen: 400 },
    })
    expect(stepOrder(order('ready', { paidFen: 800 }), printed(4, 3))).toMatchObject({
      state: 'ended',
      copiesDelivered: 4,
      copiesUnclear: 3,
      heldFen: 600,
      giveBackCopies: 0,
      refund: null,
    })
  })

  it('keeps its free copies until nothing can be paid any more', () => {
    expect(stepOrder(order('awaiting-payment'), { kind: 'close-asked' })).toMatchObject({
      state: 'closing',
      giveBackCopies: 0,
    })
    expect(stepOrder(order('closing'), { kind: 'closed-at-provider' })).toMatchObject({
      state: 'closed',
      giveBackCopies: 3,
    })
    expect(stepOrder(order('closing'), paid)).toMatchObject({ state: 'ready', giveBackCopies: 0 })
  })

  it('gives them back at once when the code was never shown, and keeps an eye on the provider', () => {
    expect(stepOrder(order('opening'), { kind: 'opening-failed', certain: false })).toMatchObject({
      state: 'closed',
      giveBackCopies: 3,
      looseEnd: true,
    })
    expect(stepOrder(order('opening'), { kind: 'close-asked' })).toMatchObject({ state: 'closed', looseEnd: true })
    expect(stepOrder(order('opening'), { kind: 'opening-failed', certain: true })).toMatchObject({ looseEnd: false })
    expect(stepOrder(order('closed', { looseEnd: true }), { kind: 'closed-at-provider' })).toMatchObject({
      state: 'closed',
      looseEnd: false,
      giveBackCopies: 0,
    })
  })

  it('refunds whole what is paid after its end, once', () => {
    expect(stepOrder(order('closed', { looseEnd: true }), paid)).toMatchObject({
      state: 'closed',
      looseEnd: false,
      giveBackCopies: 0,
      refund: { cause: 'paid-late', refundFen: 800, totalFen: 800 },
    })
    expect(stepOrder(order('closed', { paidFen: 800 }), paid)).toBeNull()
  })

  it('neither prints for a wrong amount nor keeps it', () => {
    expect(stepOrder(order('awaiting-payment'), { ...paid, totalFen: 1 })).toMatchObject({
      state: 'closed',
      giveBackCopies: 3,
      refund: { cause: 'wrong-amount', refundFen: 1, totalFen: 1 },
    })
  })

  it('never leaves an end, and says nothing new when told twice', () => {
    const event = fc.oneof(
      fc.constant<OrderEvent>({ kind: 'opened', codeUrl: 'x' }),
      fc.boolean().map<OrderEvent>(certain => ({ kind: 'opening-failed', certain })),
      fc.constantFrom(800, 1).map<OrderEvent>(totalFen => ({ kind: 'payment-seen', totalFen, transactionId: null })),
      fc.constant<OrderEvent>({ kind: 'close-asked' }),
      fc.constant<OrderEvent>({ kind: 'closed-at-provider' }),
      fc.tuple(fc.nat(9), fc.nat(9)).map(([delivered, unclear]) => printed(delivered, unclear)),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), events => {
        let facts = order('opening')
        let quotaBack = 0
        let refundFen = 0
        for (const told of events) {
          const step = stepOrder(facts, told)
          if (!step) continue
          if (facts.state === 'ended') throw new Error('an ended order moved')
          if (facts.state === 'closed') expect(step.state).toBe('closed')
          if (step.state === 'ready') expect(step.paidFen).toBe(facts.amountFen)
          facts = { ...facts, state: step.state, looseEnd: step.looseEnd, paidFen: step.paidFen ?? facts.paidFen }
          quotaBack += step.giveBackCopies
          refundFen += step.refund?.refundFen ?? 0
          if (told.kind !== 'close-asked') expect(stepOrder(facts, told)).toBeNull()
        }
        expect(quotaBack).toBeLessThanOrEqual(facts.freeCopies)
        expect(refundFen).toBeLessThanOrEqual(facts.paidFen)
        if (facts.state === 'closed') expect([quotaBack, refundFen]).toEqual([facts.freeCopies, facts.paidFen])
      }),
    )
  })
})
