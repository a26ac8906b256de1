import type { Transaction } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import { chargeFor } from '../../src/rules/settlement.ts'
import type { ActBegun, CaseAbout, CaseActs, Cases, TakenAct } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { doubtOf, type OrderEvent, type OrderRow } from './order-machine.ts'
import { applyToOrderIn, lockOrder } from './order-rows.ts'
import { applyToRefund, lockRefund } from './refund-rows.ts'
import { reprintCodeAct } from './reprint-codes.ts'
import { takeBackReprintCode, takeBackRetry } from './take-back.ts'
import { carryOutUnclaimed, lockUnclaimedOf } from './unclaimed-acts.ts'

type Tx = Transaction<Tables>
type Done = Promise<Result<ActBegun, string>>

const OVER: Result<ActBegun, string> = ok({ isUnderWay: false })

/**
 * Tells the room of cases what follows when a person acts on a case about an order, a refund or a payment. A reprint code is good for
 * `reprintCodeValidMs`.
 */
export function hearCaseActs(cases: Cases, reprintCodeValidMs: number): void {
  const reprintCode = reprintCodeAct(reprintCodeValidMs)
  cases.hearActs('bad-print', ofOrder({ ...givingBack(cases), 'reprint-code': reprintCode }, VOID_CODE))
  cases.hearActs('copy-unclear', ofOrder(heldActs(cases, reprintCode), VOID_CODE))
  cases.hearActs('outcome-missing', ofOrder(missingActs(cases)))
  cases.hearActs('outcome-conflict', ofOrder(givingBack(cases)))
  cases.hearActs('late-paper', ofOrder({}))
  cases.hearActs('order-unclosable', ofOrder({ close: onOrder(cases, () => ({ kind: 'given-up' })) }))
  const takeBack = { refund: takeBackRetry }
  cases.hearActs('refund-refused', { lock: lockRefundOf, carryOut: refundActs(cases), takeBack })
  // The provider holds such a refund: it is settled at its console, or in time, and is asked about.
  const { refund: _, ...byPerson } = refundActs(cases)
  cases.hearActs('refund-abnormal', { lock: lockRefundOf, carryOut: byPerson })
  cases.hearActs('refund-slow', { lock: lockRefundOf, carryOut: byPerson })
  cases.hearActs('amount-differs', amountActs(cases))
  const unclaimed = { lock: lockUnclaimedOf, carryOut: carryOutUnclaimed(cases) }
  cases.hearActs('paid-unknown', unclaimed)
  cases.hearActs('order-forgotten', unclaimed)
}

type CarryOut = CaseActs['carryOut']

const VOID_CODE: CaseActs['takeBack'] = { 'reprint-code': takeBackReprintCode }
const ofOrder = (carryOut: CarryOut, takeBack: CaseActs['takeBack'] = {}): CaseActs => ({
  lock: (tx, { orderId, subject }) => lockOrder(tx, orderId ?? subject),
  carryOut,
  takeBack,
})
const lockRefundOf = (tx: Tx, { subject }: CaseAbout) => lockRefund(tx, subject)

const personOf = ({ by, reference, reason }: TakenAct) => ({
  by: by.join(', '),
  because: [reference, reason].filter(word => word !== null).join('; '),
})

/** What an act does to the order of its case: the fact that it amounts to, or a sentence why it cannot be. */
function onOrder(
  cases: Cases,
  eventOf: (row: OrderRow, act: TakenAct, isPaidByHand: boolean) => OrderEvent | string,
): (tx: Tx, act: TakenAct, now: Date) => Done {
  return async (tx, act, now) => {
    const orderId = act.orderId ?? act.subject
    const row = await lockOrder(tx, orderId)
    const isPaidByHand = act.act === 'refunded-by-hand'
    const event = eventOf(row, act, isPaidByHand)
    if (typeof event === 'string') return err(event)
    const more = { act: { kind: act.kind, subject: act.subject, ...personOf(act) } }
    const { isRefundOwed } = await applyToOrderIn(tx, cases, orderId, event, now, more)
    if (!isRefundOwed || isPaidByHand) return OVER
    return ok({ isUnderWay: true, byItself: { what: 'pays back at the provider', atMs: now.getTime() } })
  }
}

/** The terminal has told nothing: a person says what came out, by the money that goes back. */
function missingActs(cases: Cases): CarryOut {
  const giveBack = onOrder(cases, (row, { amountFen }, isPaidByHand) => {
    const ordered = { freeCopies: row.free_copies, unitPriceFen: row.unit_price_fen }
    const backFen = amountFen ?? row.paid_fen
    const fits = Array.from({ length: row.copies + 1 }, (_, copies) => copies).find(
      copies => row.paid_fen - chargeFor(ordered, copies) === backFen,
    )
    if (row.state !== 'ready') return `the order is ${row.state}`
    if (fits === undefined) return `no number of copies that did not come out costs ${backFen} fen`
    return { kind: 'decided', copiesDelivered: fits, isPaidByHand }
  })
  // What costs nothing is closed in the visitor's favour: the free copies go back.
  const keep = onOrder(cases, row =>
    row.state === 'ready'
      ? { kind: 'decided', copiesDelivered: row.paid_fen > 0 ? row.copies : 0, isPaidByHand: false }
      : `the order is ${row.state}`,
  )
  return { refund: giveBack, 'refunded-by-hand': giveBack, close: keep }
}

/** Money is held for copies of which nobody can tell. */
function heldActs(cases: Cases, reprintCode: NonNullable<CarryOut['reprint-code']>): CarryOut {
  const giveBack = onOrder(cases, (row, { amountFen }, isPaidByHand) =>
    refusable(row, amountFen ?? row.held_fen, isPaidByHand, true),
  )
  const keep = onOrder(cases, () => ({ kind: 'held-kept' }))
  return {
    refund: giveBack,
    'refunded-by-hand': giveBack,
    close: keep,
    'reprint-code': async (tx, act, now) => {
      const kept = await keep(tx, act, now)
      return kept.ok ? reprintCode(tx, act, now) : kept
    },
  }
}

function givingBack(cases: Cases): CarryOut {
  const giveBack = onOrder(cases, (row, { amountFen }, isPaidByHand) =>
    amountFen === null ? 'say how much' : refusable(row, amountFen, isPaidByHand, false),
  )
  return { refund: giveBack, 'refunded-by-hand': giveBack }
}

function refusable(row: OrderRow, refundFen: number, isPaidByHand: boolean, endsHold: boolean): OrderEvent | string {
  const leftFen = row.paid_fen - row.refund_fen
  if (row.state !== 'ended') return `the order is ${row.state}`
  if (refundFen <= 0 || refundFen > leftFen) return `of this order ${leftFen} fen can be given back`
  return { kind: 'given-back', refundFen, isPaidByHand, endsHold }
}

/** A debt that its provider has refused: a person has it tried again, or takes it. */
function refundActs(cases: Cases): CarryOut {
  const end =
    (kind: 'paid-by-hand' | 'written-off') =>
    async (tx: Tx, act: TakenAct, now: Date): Done => {
      const owedFen = await owedOf(tx, act)
      if (act.amountFen !== null && act.amountFen !== owedFen) return err(wholeOnly(owedFen))
      await applyToRefund(tx, cases, act.subject, { kind, ...personOf(act) }, now, { actOn: act })
      return OVER
    }
  return {
    refund: async (tx, act, now) => {
      const owedFen = await owedOf(tx, act)
      if (act.amountFen !== null && act.amountFen !== owedFen) return err(wholeOnly(owedFen))
      await applyToRefund(tx, cases, act.subject, { kind: 'retry-asked' }, now, { actOn: act })
      return ok({ isUnderWay: true, byItself: { what: 'asks, and sends the refund again', atMs: now.getTime() } })
    },
    'refunded-by-hand': end('paid-by-hand'),
    close: end('written-off'),
  }
}

const owedOf = async (tx: Tx, { subject }: CaseAbout) => (await lockRefund(tx, subject)).refund_fen
const wholeOnly = (owedFen: number) => `this refund is owed whole: ${owedFen} fen`

/** Of an order, or of a refund: whose amounts the provider names otherwise. */
function amountActs(cases: Cases): CaseActs {
  const isOfRefund = ({ subject, orderId }: CaseAbout) => subject !== orderId
  const believe = onOrder(cases, (row, { amountFen }) => {
    if (row.doubt === null) return 'its refund is owed already, and goes on by itself'
    const isSaid = amountFen !== null && doubtOf(amountFen) === row.doubt
    if (!isSaid) return `the provider says: ${row.doubt}; only that can be believed and paid back`
    return { kind: 'payment-seen', totalFen: amountFen, transactionId: row.transaction_id, isAnswer: true }
  })
  const dismiss = onOrder(cases, () => ({ kind: 'doubt-dismissed' }))
  const either = (name: 'refund' | 'refunded-by-hand' | 'close', order: NonNullable<CarryOut['close']>) => {
    const refund = refundActs(cases)[name]
    return async (tx: Tx, act: TakenAct, now: Date): Done =>
      isOfRefund(act) && refund ? refund(tx, act, now) : order(tx, act, now)
  }
  return {
    lock: (tx, about) => (isOfRefund(about) ? lockRefund(tx, about.subject) : lockOrder(tx, about.subject)),
    carryOut: {
      refund: either('refund', believe),
      'refunded-by-hand': either('refunded-by-hand', dismiss),
      close: either('close', dismiss),
    },
  }
}
