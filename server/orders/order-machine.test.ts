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
      looseEnd: false,
      codeUrl: 'weixin://x',
    })
    expect(stepOrder(order('awaiting-payment'), paid)).toMatchObject({ state: 'ready', paidFen: 800, refund: null })
    expect(stepOrder(order('ready', { paidFen: 800 }), printed(4))).toMatchObject({
      state: 'ended',
      looseEnd: false,
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

  const closed = (more: Partial<OrderFacts> = {}) => order('closed', more)
  const ended = (more: Partial<OrderFacts> = {}) => order('ended', { paidFen: 800, ...more })
  const back = (refundFen: number, more: Partial<Extract<OrderEvent, { kind: 'given-back' }>> = {}): OrderEvent => ({
    ...{ kind: 'given-back', refundFen, isPaidByHand: false, endsHold: true },
    ...more,
  })
  const decided = (copiesDelivered: number, isPaidByHand: boolean): OrderEvent => ({
    ...{ kind: 'decided', copiesDelivered, isPaidByHand },
  })

  it.each<[string, OrderFacts, OrderEvent]>([
    ['a code that comes late', order('closing'), { kind: 'opened', codeUrl: 'x' }],
    ['an opening that failed late', order('closing'), { kind: 'opening-failed', certain: true }],
    ['a wish to close what is closing', order('closing'), { kind: 'close-asked' }],
    ['a wish to close what is paid', order('ready'), { kind: 'close-asked' }],
    ['the end of what was closed surely', closed(), { kind: 'closed-at-provider' }],
    ['the end of what is paid', order('ready'), { kind: 'closed-at-provider' }],
    ['"not found" of what was closed surely', closed(), { kind: 'not-found-at-provider', isPayable: false }],
    ['paper of an order that was closed', closed(), printed(7)],
    ['paper of an order that has ended', ended(), printed(7)],
    ['a decision about an order that is not paid', order('awaiting-payment'), decided(7, false)],
    ['a payment of an order without a price', order('ready', { amountFen: 0, freeCopies: 7 }), paid],
    ['a payment that was heard of', ended({ refundFen: 800 }), paid],
    ['no doubt that is dismissed', closed(), { kind: 'doubt-dismissed' }],
    ['a payment of nothing, said twice', closed({ doubt: 'paid 0 fen' }), { ...paid, totalFen: 0 }],
    ['the same doubt', closed({ doubt: 'DEBIT' }), { kind: 'payment-doubted', said: 'DEBIT' }],
    ['money of which nothing is held', ended(), { kind: 'held-kept' }],
    ['giving up what was closed surely', closed(), { kind: 'given-up' }],
    ['nothing given back', ended(), back(0)],
    ['less than nothing given back', ended(), back(-1)],
    ['more given back than was paid', ended(), back(801)],
    ['more given back than is left', ended({ refundFen: 300 }), back(501)],
    ['something given back before the end', order('ready', { paidFen: 800 }), back(200)],
  ])('takes no notice of %s', (_, facts, event) => {
    expect(stepOrder(facts, event)).toBeNull()
  })

  it('is asked about again when its end and what was said of a payment contradict each other', () => {
    const unsure = { kind: 'payment-doubted', said: 'DEBIT' } as const
    expect(stepOrder(closed(), unsure)).toEqual({
      ...{ state: 'closed', looseEnd: true, doubt: 'DEBIT', giveBackCopies: 0, refund: null },
    })
    expect(stepOrder(closed({ paidFen: 800 }), unsure)).toMatchObject({ looseEnd: false })
    expect(stepOrder(order('ready'), unsure)).toMatchObject({ state: 'ready', looseEnd: false })
    expect(stepOrder(order('closing'), { kind: 'closed-at-provider' })).toMatchObject({ looseEnd: false })
    expect(stepOrder(closed({ looseEnd: true, doubt: 'DEBIT' }), { kind: 'closed-at-provider' })).toMatchObject({
      ...{ looseEnd: false, doubt: null },
    })
    expect(
      stepOrder(closed({ looseEnd: true, doubt: 'DEBIT' }), { kind: 'not-found-at-provider', isPayable: false }),
    ).toMatchObject({ looseEnd: false, doubt: null })
  })

  it('lets go of a doubt when what was paid is said again, or a person says so', () => {
    expect(stepOrder(ended({ doubt: 'DEBIT' }), paid)).toMatchObject({ state: 'ended', doubt: null, refund: null })
    expect(stepOrder(closed({ doubt: 'DEBIT', looseEnd: true }), { kind: 'doubt-dismissed' })).toEqual({
      ...{ state: 'closed', looseEnd: true, doubt: null, giveBackCopies: 0, refund: null },
    })
  })

  it('holds another sum of what was printed, whoever says it and however often', () => {
    const other = { ...paid, totalFen: 801 }
    expect(stepOrder(ended(), other)).toMatchObject({ state: 'ended', doubt: 'paid 801 fen', refund: null })
    expect(stepOrder(ended({ doubt: 'paid 801 fen' }), other)).toBeNull()
  })

  it('owes nothing for a payment of nothing', () => {
    const free = closed({ amountFen: 0, freeCopies: 7, looseEnd: true })
    expect(stepOrder(free, { ...paid, totalFen: 0 })).toMatchObject({ state: 'closed', looseEnd: false, refund: null })
  })

  it('of which nothing is known any more is given up by a person', () => {
    for (const state of ['opening', 'awaiting-payment', 'closing'] as const)
      expect(stepOrder(order(state, { doubt: 'DEBIT' }), { kind: 'given-up' })).toEqual({
        ...{ state: 'closed', looseEnd: false, doubt: null, giveBackCopies: 3, refund: null },
      })
    expect(stepOrder(closed({ looseEnd: true, doubt: 'DEBIT' }), { kind: 'given-up' })).toEqual({
      ...{ state: 'closed', looseEnd: false, doubt: null, giveBackCopies: 0, refund: null },
    })
  })

  it('whose terminal has told nothing is settled by a person’s word', () => {
    const ready = order('ready', { paidFen: 800 })
    expect(stepOrder(ready, decided(4, true))).toMatchObject({
      ...{ state: 'ended', copiesDelivered: 4, copiesUnclear: 0, heldFen: 0 },
      refund: { cause: 'by-hand-decided', refundFen: 600, totalFen: 800, isPaidByHand: true },
    })
    expect(stepOrder(ready, decided(4, false))?.refund).toEqual({
      ...{ cause: 'by-hand-decided', refundFen: 600, totalFen: 800 },
    })
    expect(stepOrder(ready, decided(7, false))?.refund).toBeNull()
  })

  it.each<[string, Partial<OrderFacts>, OrderEvent, Partial<OrderStep>]>([
    [
      'what is held, and the free copies with it',
      { copiesDelivered: 1, copiesUnclear: 6, heldFen: 800 },
      back(800),
      { refundFen: 800, heldFen: 0, giveBackCopies: 2 },
    ],
    [
      'what is held, where free copies went back before',
      { copiesDelivered: 1, copiesUnclear: 5, heldFen: 600, refundFen: 200, quotaGivenBack: 1 },
      back(600),
      { refundFen: 800, heldFen: 0, giveBackCopies: 1 },
    ],
    [
      'what is held, where all free copies came out',
      { copiesDelivered: 4, copiesUnclear: 3, heldFen: 600 },
      back(600),
      { refundFen: 600, heldFen: 0, giveBackCopies: 0 },
    ],
    [
      'a part of what is held, and no free copies',
      { copiesDelivered: 1, copiesUnclear: 6, heldFen: 800 },
      back(799),
      { refundFen: 799, heldFen: 0, giveBackCopies: 0 },
    ],
    [
      'of what was charged, while something else is held',
      { copiesDelivered: 5, copiesUnclear: 2, heldFen: 400 },
      back(400, { endsHold: false }),
      { refundFen: 400, heldFen: 400, giveBackCopies: 0 },
    ],
    [
      'so much that less can be held',
      { copiesDelivered: 5, copiesUnclear: 2, heldFen: 400 },
      back(600, { endsHold: false }),
      { refundFen: 600, heldFen: 200, giveBackCopies: 0 },
    ],
    ['what was charged', { copiesDelivered: 1 }, back(800), { refundFen: 800, heldFen: 0, giveBackCopies: 0 }],
    [
      'all that is left',
      { copiesDelivered: 7, refundFen: 300 },
      back(500),
      { refundFen: 800, heldFen: 0, giveBackCopies: 0 },
    ],
  ])('gives back by a person’s word: %s', (_, facts, event, step) => {
    const given = (event as Extract<OrderEvent, { kind: 'given-back' }>).refundFen
    expect(stepOrder(ended(facts), event)).toEqual({
      ...{ state: 'ended', looseEnd: false, ...step },
      refund: { cause: 'by-hand-decided', refundFen: given, totalFen: 800 },
    })
  })

  it('remembers that a person has paid', () => {
    expect(stepOrder(ended(), back(200, { isPaidByHand: true }))?.refund).toMatchObject({ isPaidByHand: true })
  })

  it('counts what was held as delivered when it is kept', () => {
    expect(
      stepOrder(ended({ copiesDelivered: 4, copiesUnclear: 3, heldFen: 600 }), { kind: 'held-kept' }),
    ).toMatchObject({ state: 'ended', heldFen: 0, copiesDelivered: 7, copiesUnclear: 0, refund: null })
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
      fc.constant<OrderEvent>({ kind: 'closed-unasked' }),
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
