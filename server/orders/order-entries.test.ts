import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAUSES, type Entry } from '../books/books.ts'
import { figuresOfOrder } from '../books/figures.ts'
import { entriesOf, type OrderMoney, SUMS_SEEN } from './order-entries.ts'
import { type OrderEvent, type OrderFacts, type OrderRowState, type OrderStep, stepOrder } from './order-machine.ts'

// Six copies, two of them free: 800 fen.
const facts = (state: OrderRowState, more: Partial<OrderFacts> = {}): OrderFacts => ({
  ...{ state, copies: 6, freeCopies: 2, unitPriceFen: 200, amountFen: 800, looseEnd: false },
  ...{ doubt: null, copiesDelivered: 0, copiesUnclear: 0, refundFen: 0, heldFen: 0, quotaGivenBack: 0 },
  paidFen: state === 'ready' || state === 'ended' ? 800 : 0,
  ...more,
})
const FREE = { freeCopies: 6, amountFen: 0, paidFen: 0 }
const paid = (totalFen: number): OrderEvent => ({
  ...{ kind: 'payment-seen', totalFen, transactionId: 'wx', isAnswer: true },
})
const printed = (copiesDelivered: number, copiesUnclear = 0): OrderEvent => ({
  ...{ kind: 'printed', copiesDelivered, copiesUnclear, unclearGivenBackUpToFen: 400 },
})

const back = (refundFen: number, endsHold = true): OrderEvent => ({
  ...{ kind: 'given-back', refundFen, isPaidByHand: false, endsHold },
})
const HELD = { copiesDelivered: 3, copiesUnclear: 3, heldFen: 600 }

const ROWS: readonly [string, OrderFacts, OrderEvent, readonly string[]][] = [
  ['a code', facts('opening'), { kind: 'opened', codeUrl: 'weixin://x' }, []],
  ['no code', facts('opening'), { kind: 'opening-failed', certain: true }, []],
  ['the time is over', facts('awaiting-payment'), { kind: 'close-asked' }, []],
  ['closed there', facts('closing'), { kind: 'closed-at-provider' }, []],
  ['paid', facts('awaiting-payment'), paid(800), ['payment-seen 800 yz1']],
  ['paid before a code was heard of', facts('opening'), paid(800), ['payment-seen 800 yz1']],
  ['paid while it is closed', facts('closing'), paid(800), ['payment-seen 800 yz1']],
  ['paid again', facts('ready'), paid(800), []],
  ['paid when it is closed', facts('closed'), paid(800), ['payment-seen 800 yz1', 'refund-owed 800 paid-late']],
  ['all out', facts('ready'), printed(6), ['charged 800 261129-A']],
  ['none out', facts('ready'), printed(0), ['refund-owed 800 not-delivered']],
  [
    'two that cannot be told, which go back',
    facts('ready'),
    printed(4, 2),
    ['charged 400 261129-A', 'refund-owed 400 not-delivered'],
  ],
  ['three that cannot be told, which are held', facts('ready'), printed(3, 3), ['charged 200 261129-A']],
  ['another sum, said once', facts('awaiting-payment'), paid(801), []],
  [
    'another sum, said again',
    facts('awaiting-payment', { doubt: 'paid 801 fen' }),
    paid(801),
    ['payment-seen 801 yz1', 'refund-owed 801 wrong-amount'],
  ],
  [
    'another sum, which was less after all',
    facts('closed', { paidFen: 801, refundFen: 801 }),
    paid(800),
    ['refund-unowed 1 yz1: 800 fen', 'payment-unseen 1 yz1: 800 fen'],
  ],
  [
    'another sum, which was more after all',
    facts('closed', { paidFen: 799, refundFen: 799 }),
    paid(800),
    ['payment-seen 1 yz1: 800 fen', 'refund-owed 1 yz1: 800 fen'],
  ],
  ['what was held goes back', facts('ended', HELD), back(600), ['refund-owed 600 by-hand-decided']],
  [
    'a part of it goes back',
    facts('ended', HELD),
    back(400),
    ['refund-owed 400 by-hand-decided', 'charged 200 261129-A-held'],
  ],
  [
    'more than it goes back',
    facts('ended', HELD),
    back(800),
    ['refund-owed 600 by-hand-decided', 'waived 200 by-hand-decided'],
  ],
  ['what was held is kept', facts('ended', HELD), { kind: 'held-kept' }, ['charged 600 261129-A-held']],
  [
    'something of what was earned goes back',
    facts('ended', { copiesDelivered: 6 }),
    back(200, false),
    ['waived 200 by-hand-decided'],
  ],
  [
    'a person says that nothing came out',
    facts('ready'),
    { kind: 'decided', copiesDelivered: 0, isPaidByHand: true },
    ['refund-owed 800 by-hand-decided'],
  ],
  ['told again', facts('ended'), printed(6), []],
  ['a free one out', facts('ready', FREE), printed(6), []],
  ['a free one not out', facts('ready', FREE), printed(0), []],
]

describe('the entries of a step', () => {
  it.each(ROWS)('%s', (_, before, event, wanted) => {
    const step = stepOrder(before, event)
    const outTradeNo = before.amountFen === 0 ? null : 'yz1'
    const order: OrderMoney = { ...before, orderId: 'o', orderNumber: '261129-A', outTradeNo }
    const entries = step ? entriesOf(order, step) : []
    expect(entries.map(one => `${one.cause} ${one.amountFen} ${one.reference}`)).toEqual(wanted)
    for (const { subject } of entries) expect(subject).toBe('o')
  })

  it('of an outcome make up what was paid', () => {
    for (let copies = 0; copies <= 6; copies++) {
      const before = facts('ready')
      const step = stepOrder(before, printed(copies))
      const order: OrderMoney = { ...before, orderId: 'o', orderNumber: 'n', outTradeNo: 'yz1' }
      const sum = entriesOf(order, step!).reduce((total, { amountFen }) => total + amountFen, 0)
      expect(sum, `${copies} copies`).toBe(800)
    }
  })
})

describe('the books of any facts', () => {
  const event = fc.oneof(
    fc.constant<OrderEvent>({ kind: 'opened', codeUrl: 'x' }),
    fc.boolean().map<OrderEvent>(certain => ({ kind: 'opening-failed', certain })),
    // The same wrong sum twice is believed, and later perhaps another one.
    fc.constantFrom(800, 800, 799, 1_000, 0).map(paid),
    fc.constantFrom(799, 1_000).map(paid),
    fc.constant<OrderEvent>({ kind: 'close-asked' }),
    fc.constant<OrderEvent>({ kind: 'closed-at-provider' }),
    fc.boolean().map<OrderEvent>(isPayable => ({ kind: 'not-found-at-provider', isPayable })),
    fc.constant<OrderEvent>({ kind: 'doubt-dismissed' }),
    fc.nat(6).map<OrderEvent>(copiesDelivered => ({ kind: 'decided', copiesDelivered, isPaidByHand: false })),
    fc
      .tuple(fc.constantFrom(100, 200, 400, 800), fc.boolean(), fc.boolean())
      .map<OrderEvent>(([refundFen, isPaidByHand, endsHold]) => ({
        ...{ kind: 'given-back', refundFen, isPaidByHand, endsHold },
      })),
    fc.constant<OrderEvent>({ kind: 'held-kept' }),
    fc.tuple(fc.nat(7), fc.nat(7)).map(([delivered, unclear]) => printed(delivered, unclear)),
    // More than goes back unseen.
    fc.tuple(fc.nat(3), fc.integer({ min: 3, max: 6 })).map(([delivered, unclear]) => printed(delivered, unclear)),
  )
  const after = (before: OrderFacts, step: OrderStep): OrderFacts => ({
    ...before,
    ...{ state: step.state, looseEnd: step.looseEnd, paidFen: step.paidFen ?? before.paidFen },
    doubt: step.doubt === undefined ? before.doubt : step.doubt,
    ...{
      copiesDelivered: step.copiesDelivered ?? before.copiesDelivered,
      refundFen: step.refundFen ?? before.refundFen,
    },
    ...{ copiesUnclear: step.copiesUnclear ?? before.copiesUnclear, heldFen: step.heldFen ?? before.heldFen },
    quotaGivenBack: before.quotaGivenBack + step.giveBackCopies,
  })
  const sumOf = (entries: readonly Entry[], account: string) =>
    entries.reduce((sum, { cause, amountFen }) => {
      const { from, to } = CAUSES[cause]
      return sum + (to === account ? amountFen : 0) - (from === account ? amountFen : 0)
    }, 0)

  it('say what the state of the order says, after each of them', () => {
    const seen = { ready: 0, ended: 0, held: 0, kept: 0, waived: 0, refunded: 0, late: 0, corrected: 0 }
    fc.assert(
      fc.property(fc.array(event, { minLength: 4, maxLength: 16, size: 'max' }), events => {
        let now = facts('opening')
        const entries: Entry[] = []
        for (const one of events) {
          const step = stepOrder(now, one)
          if (!step) continue
          const earlier = entries.filter(({ reference }) => reference.startsWith(step.refund?.cause ?? '-')).length
          const refundName = step.refund && `${step.refund.cause}${earlier}`
          const order = { ...now, orderId: 'o', orderNumber: 'n', outTradeNo: 'yz1' }
          const sumsSeen = entries.filter(({ cause }) => SUMS_SEEN.some(one => one === cause)).length
          entries.push(...entriesOf(order, step, refundName, sumsSeen))
          if (one.kind === 'held-kept') seen.kept++
          if (step.correctsPaidFen) seen.corrected++
          now = after(now, step)
          const says = figuresOfOrder({ ...now, refundedFen: 0, lostFen: 0 })
          expect(sumOf(entries, 'provider')).toBe(says.paidFen)
          expect(sumOf(entries, 'visitor')).toBe(0 - says.undecidedFen)
          expect(sumOf(entries, 'university')).toBe(0 - says.chargedFen)
          expect(sumOf(entries, 'given-back')).toBe(0 - says.refundFen)
          expect(says.refundFen).toBeLessThanOrEqual(says.paidFen)
        }
        const { heldFen, refundFen } = now
        if (entries.some(({ cause }) => cause === 'waived')) seen.waived++
        const names = entries.map(({ cause, reference }) => `${cause} ${reference}`)
        expect(new Set(names).size).toBe(names.length)
        if (now.state === 'ready') seen.ready++
        if (now.state === 'ended') seen.ended++
        if (heldFen > 0) seen.held++
        if (refundFen > 0) seen.refunded++
        if (now.state === 'closed' && now.paidFen > 0) seen.late++
      }),
      // And a provider that goes back to a sum it has said before.
      { numRuns: 6_000, examples: [[[1_000, 1_000, 799, 799, 800, 799, 799].map(paid)]] },
    )
    // The property says nothing where money never moved.
    for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(10)
  })
})
