import type { Transaction } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import { type ActBegun, type CaseActs, type Cases, sentence, type TakenAct } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OrderEvent, OrderRow } from './order-machine.ts'
import { applyToOrderIn, lockOrder } from './order-rows.ts'

export type Tx = Transaction<Tables>
export type CarryOut = CaseActs['carryOut']
export type CarryOutAct = (tx: Tx, act: TakenAct, now: Date) => Promise<Result<ActBegun, string>>

/** What an act amounts to for the order of its case, or a sentence why it cannot be. */
export type EventOfAct = (row: OrderRow, act: TakenAct) => OrderEvent | string

export const OVER: Result<ActBegun, string> = ok({ isUnderWay: false })
export const isPaidByHand = ({ act }: Pick<TakenAct, 'act'>): boolean => act === 'refunded-by-hand'
export const orderIdOf = ({ orderId, subject }: Pick<TakenAct, 'orderId' | 'subject'>): string => orderId ?? subject

/** Who has taken an act, and with what words, as a refund and the audit trail keep it. */
export const personOf = ({ by, reference, reason }: TakenAct) => ({
  by: by.join(', '),
  because: [reference, reason].filter(word => word !== null).join('; '),
})

/** What is written beside a fact that an act amounts to. */
export const besideAct = (act: TakenAct) => ({ act: { kind: act.kind, subject: act.subject, ...personOf(act) } })

/** What an act does to the order of its case. */
export function onOrder(cases: Cases, eventOf: EventOfAct): CarryOutAct {
  return async (tx, act, now) => {
    const event = eventOf(await lockOrder(tx, orderIdOf(act)), act)
    if (typeof event === 'string') return err(event)
    const { isRefundOwed } = await applyToOrderIn(tx, cases, orderIdOf(act), event, now, besideAct(act))
    if (!isRefundOwed || isPaidByHand(act)) return OVER
    return ok({ isUnderWay: true, byItself: { what: sentence('pays-back'), atMs: now.getTime() } })
  }
}

/** Why such an act can't be, before a second person is asked to agree to it. */
export const whyNotOnOrder =
  (eventOf: EventOfAct): NonNullable<CaseActs['whyNot']> =>
  async (tx, act) => {
    const event = eventOf(await lockOrder(tx, orderIdOf(act)), act)
    return typeof event === 'string' ? event : null
  }

/** So much goes back of what an order was paid with, and no more than has not gone back yet. `endsHold`: see `given-back`. */
export function refusable(row: OrderRow, act: TakenAct, refundFen: number, endsHold: boolean): OrderEvent | string {
  const leftFen = row.paid_fen - row.refund_fen
  if (leftFen > 0 && row.state !== 'ended') return sentence('this-order-is', { state: row.state })
  if (refundFen <= 0 || refundFen > leftFen) return leftToGiveBack(row)
  return { kind: 'given-back', refundFen, isPaidByHand: isPaidByHand(act), endsHold }
}

function leftToGiveBack({ paid_fen: paidFen, refund_fen: refundFen }: OrderRow): string {
  if (paidFen === 0) return sentence('nothing-was-paid')
  if (refundFen >= paidFen) return sentence('all-has-gone-back', { paidFen })
  const leftFen = paidFen - refundFen
  return refundFen === 0
    ? sentence('left-of-order', { leftFen })
    : sentence('left-of-order-whole', { leftFen, paidFen, refundFen })
}
