import { describe, expect, it } from 'vitest'
import { entriesOf, type OrderMoney } from './order-entries.ts'
import { type OrderEvent, type OrderFacts, type OrderRowState, stepOrder } from './order-machine.ts'

// Six copies, two of them free: 800 fen.
const facts = (state: OrderRowState, more: Partial<OrderFacts> = {}): OrderFacts => ({
  ...{ state, copies: 6, freeCopies: 2, unitPriceFen: 200, amountFen: 800, looseEnd: false },
  paidFen: state === 'ready' || state === 'ended' ? 800 : 0,
  ...more,
})
const FREE = { freeCopies: 6, amountFen: 0, paidFen: 0 }
const paid = (totalFen: number): OrderEvent => ({ kind: 'payment-seen', totalFen, transactionId: 'wx' })
const printed = (copiesDelivered: number, copiesUnclear = 0): OrderEvent => ({
  ...{ kind: 'printed', copiesDelivered, copiesUnclear, unclearGivenBackUpToFen: 400 },
})

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
