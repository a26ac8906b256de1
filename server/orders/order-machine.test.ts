import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OrderEvent, type OrderFacts, type OrderStep, stepOrder } from './order-machine.ts'

const order = (state: OrderFacts['state'], more: Partial<OrderFacts> = {}): OrderFacts => ({
  state,
  copies: 7,
  freeCopies: 3,
  unitPriceFen: 200,
  amountFen: 800,
  paidFen: 0,
  looseEnd: false,
  ...{ doubt: null, copiesDelivered: 0, copiesUnclear: 0, refundFen: 0, heldFen: 0, quotaGivenBack: 0 },
  ...more,
})
const printed = (copiesDelivered: number, copiesUnclear = 0, unclearGivenBackUpToFen = 400): OrderEvent => ({
  ...{ kind: 'printed', copiesDelivered, copiesUnclear, unclearGivenBackUpToFen },
})
const paid = { kind: 'payment-seen', totalFen: 800, transactionId: 'wx-1', isAnswer: true } as const

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

  it('books another amount only when a second signed answer says the same, and then neither prints for it nor keeps it', () => {
    const odd = { ...paid, totalFen: 1 }
    for (const isAnswer of [true, false])
      expect(stepOrder(order('awaiting-payment'), { ...odd, isAnswer })).toEqual({
        ...{ state: 'awaiting-payment', looseEnd: false, doubt: 'paid 1 fen', giveBackCopies: 0, refund: null },
      })
    const doubted = order('awaiting-payment', { doubt: 'paid 1 fen' })
    expect(stepOrder(doubted, { ...odd, isAnswer: false })).toBeNull()
    expect(stepOrder(doubted, { ...odd, totalFen: 2 })).toMatchObject({ doubt: 'paid 2 fen', refund: null })
    expect(stepOrder(doubted, odd)).toMatchObject({
      state: 'closed',
      doubt: null,
      giveBackCopies: 3,
      refund: { cause: 'wrong-amount', refundFen: 1, totalFen: 1 },
    })
    expect(stepOrder(doubted, paid)).toMatchObject({ state: 'ready', doubt: null, paidFen: 800 })
  })

  it('of which another amount is said when it is closed is asked about again', () => {
    expect(stepOrder(order('closed'), { ...paid, totalFen: 1 })).toMatchObject({ looseEnd: true, doubt: 'paid 1 fen' })
    expect(stepOrder(order('closing', { doubt: 'paid 1 fen' }), { kind: 'closed-at-provider' })).toMatchObject({
      ...{ state: 'closed', looseEnd: true },
    })
  })

  it('takes the true amount even after another one was believed', () => {
    const believed = order('closed', { paidFen: 801, refundFen: 801 })
    expect(stepOrder(believed, paid)).toMatchObject({
      paidFen: 800,
      refundFen: 800,
      correctsPaidFen: true,
      refund: null,
    })
    expect(stepOrder(believed, { ...paid, totalFen: 802 })).toMatchObject({ doubt: 'paid 802 fen' })
  })

  it('is not over by one "not found": it is asked about until nothing can be paid any more, and once after that', () => {
    const unfound = { kind: 'not-found-at-provider', isPayable: false } as const
    expect(stepOrder(order('opening'), unfound)).toMatchObject({ state: 'closed', looseEnd: true, giveBackCopies: 3 })
    const loose = order('closed', { looseEnd: true })
    expect(stepOrder(loose, { ...unfound, isPayable: true })).toBeNull()
    expect(stepOrder(loose, unfound)).toMatchObject({ looseEnd: false, giveBackCopies: 0 })
  })

  it('never leaves an end, says nothing new when told twice, and accounts for every fen and every free copy', () => {
    const total = fc.constantFrom(800, 800, 1, 801)
    const event = fc.oneof(
      fc.constant<OrderEvent>({ kind: 'opened', codeUrl: 'x' }),
      fc.boolean().map<OrderEvent>(certain => ({ kind: 'opening-failed', certain })),
      fc
        .tuple(total, fc.boolean())
        .map<OrderEvent>(([totalFen, isAnswer]) => ({ ...paid, transactionId: null, totalFen, isAnswer })),
      fc.constant<OrderEvent>({ kind: 'payment-doubted', said: 'REPLY_IN_ANOTHER_CURRENCY' }),
      fc.constant<OrderEvent>({ kind: 'close-asked' }),
      fc.constant<OrderEvent>({ kind: 'closed-at-provider' }),
      fc.boolean().map<OrderEvent>(isPayable => ({ kind: 'not-found-at-provider', isPayable })),
      fc.tuple(fc.nat(9), fc.nat(9)).map(([delivered, unclear]) => printed(delivered, unclear)),
      fc.nat(7).map<OrderEvent>(copiesDelivered => ({ kind: 'decided', copiesDelivered, isPaidByHand: false })),
      fc.tuple(fc.nat(900), fc.boolean()).map<OrderEvent>(([refundFen, endsHold]) => ({
        ...{ kind: 'given-back', refundFen, isPaidByHand: false, endsHold },
      })),
      fc.constantFrom<OrderEvent>({ kind: 'held-kept' }, { kind: 'given-up' }, { kind: 'doubt-dismissed' }),
    )
    const seen = { ready: 0, wrongAmount: 0, late: 0, held: 0, corrected: 0, givenBack: 0 }
    fc.assert(
      fc.property(fc.array(event, { minLength: 8, maxLength: 30, size: 'max' }), events => {
        let facts = order('opening')
        let owedFen = 0
        for (const told of events) {
          const step = stepOrder(facts, told)
          if (!step) continue
          if (facts.state === 'closed') expect(step.state).toBe('closed')
          if (facts.state === 'ended') expect(step.state).toBe('ended')
          if (step.state === 'ready') expect([step.paidFen ?? facts.paidFen, facts.amountFen]).toEqual([800, 800])
          const before = facts
          facts = after(facts, step)
          owedFen = step.correctsPaidFen ? facts.paidFen : owedFen + (step.refund?.refundFen ?? 0)
          // What was booked is owed back, held, or the price of copies that came out: nothing else, at any moment.
          expect(owedFen).toBe(facts.refundFen)
          expect(facts.refundFen + facts.heldFen).toBeLessThanOrEqual(facts.paidFen)
          if (facts.state === 'closed') {
            expect(owedFen).toBe(facts.paidFen)
            expect(facts.quotaGivenBack).toBe(facts.freeCopies)
          }
          if (facts.state === 'ended' && before.state === 'ready') {
            const counted = facts.copiesDelivered + (facts.heldFen > 0 ? facts.copiesUnclear : 0)
            expect(facts.paidFen - facts.refundFen).toBe(Math.max(0, counted - facts.freeCopies) * facts.unitPriceFen)
            expect(facts.freeCopies - facts.quotaGivenBack).toBe(Math.min(counted, facts.freeCopies))
          }
          if (facts.state === 'opening' || facts.state === 'awaiting-payment') expect(facts.paidFen).toBe(0)
          // A second telling changes nothing, unless it is the second that is waited for.
          if (isSaidOnce(told, before)) expect(stepOrder(facts, told)).toBeNull()
          if (step.state === 'ready') seen.ready++
          if (step.refund?.cause === 'wrong-amount') seen.wrongAmount++
          if (step.refund?.cause === 'paid-late') seen.late++
          if (facts.heldFen > 0) seen.held++
          if (step.correctsPaidFen) seen.corrected++
          if (told.kind === 'given-back') seen.givenBack++
        }
        expect(facts.quotaGivenBack).toBeLessThanOrEqual(facts.freeCopies)
      }),
      { numRuns: 3_000 },
    )
    // The property says nothing of what it never reached.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
  })
})

/** Whether the same event, told again at once, has nothing more to say. */
function isSaidOnce(told: OrderEvent, before: OrderFacts): boolean {
  switch (told.kind) {
    case 'close-asked':
    case 'given-back':
    case 'closed-at-provider':
    case 'not-found-at-provider':
    case 'given-up':
      return false
    case 'payment-seen':
      return told.totalFen === before.amountFen || !told.isAnswer
    default:
      return true
  }
}

function after(facts: OrderFacts, step: OrderStep): OrderFacts {
  return {
    ...facts,
    state: step.state,
    looseEnd: step.looseEnd,
    doubt: step.doubt === undefined ? facts.doubt : step.doubt,
    paidFen: step.paidFen ?? facts.paidFen,
    copiesDelivered: step.copiesDelivered ?? facts.copiesDelivered,
    copiesUnclear: step.copiesUnclear ?? facts.copiesUnclear,
    refundFen: step.refundFen ?? facts.refundFen,
    heldFen: step.heldFen ?? facts.heldFen,
    quotaGivenBack: facts.quotaGivenBack + step.giveBackCopies,
  }
}
