import { err, ok } from '../../src/result.ts'
import { type CaseAbout, type CaseActs, type Cases, sentence, type TakenAct } from '../cases/cases.ts'
import {
  besideAct,
  type CarryOut,
  type CarryOutAct,
  isPaidByHand,
  OVER,
  onOrder,
  orderIdOf,
  personOf,
  refusable,
  type Tx,
} from './on-order.ts'
import { doubtOf, type OrderEvent, type OrderRow } from './order-machine.ts'
import { applyToOrderIn, lockOrder } from './order-rows.ts'
import { endByHand, owedRefundsOf, sumFen, whyNotByHand, whyNotWhileThere } from './owed-refunds.ts'
import type { RefundRow } from './refund-machine.ts'
import { lockRefund } from './refund-rows.ts'

const NO_ORDER = sentence('no-order-in-it')

/** Of an order, or of a refund: whose amounts the provider names otherwise. `refundActs`: what is done about a refund. */
export function amountActs(
  cases: Cases,
  refundActs: CarryOut,
  refundWhyNot: NonNullable<CaseActs['whyNot']>,
): CaseActs {
  const isOfRefund = ({ subject, orderId }: CaseAbout) => subject !== orderId
  const either =
    (ofRefund: CarryOutAct | undefined, ofOrder: CarryOutAct): CarryOutAct =>
    (tx, act, now) =>
      (isOfRefund(act) && ofRefund ? ofRefund : ofOrder)(tx, act, now)
  return {
    lock: (tx, about) => (isOfRefund(about) ? lockRefund(tx, about.subject) : lockOrder(tx, about.subject)),
    whyNot: async (tx, act, now) => {
      if (!isOfRefund(act)) return whyNotOdd(tx, act, now)
      return (await refundWhyNot(tx, act, now)) ?? (isPaidByHand(act) ? whileThere(tx, act, now) : null)
    },
    carryOut: {
      refund: either(refundActs.refund, payBack(cases)),
      'refunded-by-hand': either(unlessThere(refundActs['refunded-by-hand']), payBack(cases)),
      close: either(unlessThere(refundActs.close), dismiss(cases)),
    },
  }
}

const whileThere = async (tx: Tx, act: TakenAct, now: Date): Promise<string | null> =>
  whyNotWhileThere(await lockRefund(tx, act.subject), { isPaidByHand: isPaidByHand(act) }, now)

/** An act that ends a refund, refused while the provider has it: it would be paid a second time, or be said not to be paid. */
const unlessThere = (end: CarryOutAct | undefined): CarryOutAct | undefined =>
  end &&
  (async (tx, act, now) => {
    const why = await whileThere(tx, act, now)
    return why === null ? end(tx, act, now) : err(why)
  })

/** A bill has an order otherwise than the house: money of it that was paid back by hand is money of that order. */
export function billActs(cases: Cases): CaseActs {
  const byHand = payBack(cases)
  return {
    lock: async (tx, { orderId }) => orderId !== null && lockOrder(tx, orderId),
    whyNot: async (tx, act, now) => (act.orderId === null ? NO_ORDER : whyNotOdd(tx, act, now)),
    carryOut: {
      'refunded-by-hand': async (tx, act, now) => (act.orderId === null ? err(NO_ORDER) : byHand(tx, act, now)),
    },
  }
}

const whyNotOdd: NonNullable<CaseActs['whyNot']> = async (tx, act, now) => {
  const row = await lockOrder(tx, orderIdOf(act))
  const event = oddEvent(row, await owedRefundsOf(tx, row.order_id), act, now)
  return typeof event === 'string' ? event : null
}

/** What an act that pays back amounts to: null where the refunds that are owed are the whole of it. */
function oddEvent(row: OrderRow, owed: readonly RefundRow[], act: TakenAct, now: Date): OrderEvent | string | null {
  if (owed.length > 0) {
    if (isPaidByHand(act)) return whyNotByHand(owed, act.amountFen, now)
    return sentence('refund-goes-on', { refundFen: sumFen(owed) })
  }
  if (row.doubt === null || row.paid_fen > 0) return refusable(row, act, act.amountFen ?? 0, false)
  if (act.kind !== 'amount-differs') return sentence('decide-in-amount-differs', { words: row.doubt })
  const isSaid = act.amountFen !== null && doubtOf(act.amountFen) === row.doubt
  if (!isSaid) return sentence('only-that-believed', { words: row.doubt })
  return { kind: 'payment-seen', totalFen: act.amountFen, transactionId: row.transaction_id, isAnswer: true }
}

/** Pays back, by the machine or by hand; by hand also ends what is owed already, so that nobody is paid twice. */
const payBack =
  (cases: Cases): CarryOutAct =>
  async (tx, act, now) => {
    const row = await lockOrder(tx, orderIdOf(act))
    const event = oddEvent(row, await owedRefundsOf(tx, row.order_id), act, now)
    if (typeof event === 'string') return err(event)
    if (event !== null) await applyToOrderIn(tx, cases, row.order_id, event, now, besideAct(act))
    if (event?.kind !== 'payment-seen')
      await applyToOrderIn(tx, cases, row.order_id, { kind: 'doubt-dismissed' }, now, besideAct(act))
    if (!isPaidByHand(act))
      return ok({ isUnderWay: true, byItself: { what: sentence('pays-back'), atMs: now.getTime() } })
    await endByHand(tx, cases, await owedRefundsOf(tx, row.order_id), { ...personOf(act), actOn: act }, now)
    return OVER
  }

/** Nothing is paid back: that can't be said while the refund of this very case is owed. */
function dismiss(cases: Cases): CarryOutAct {
  const over = onOrder(cases, () => ({ kind: 'doubt-dismissed' }))
  return async (tx, act, now) => {
    const owed = await owedOfCase(tx, act)
    if (owed.length === 0) return over(tx, act, now)
    return err(sentence('refund-ends-case', { refundFen: sumFen(owed) }))
  }
}

const owedOfCase = async (tx: Tx, { kind, subject, orderId }: CaseAbout): Promise<RefundRow[]> =>
  (await owedRefundsOf(tx, orderId ?? subject)).filter(one => one.case_kind === kind && one.case_subject === subject)
