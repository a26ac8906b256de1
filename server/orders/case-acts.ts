import { err, ok } from '../../src/result.ts'
import { chargeFor } from '../../src/rules/settlement.ts'
import { type ActBegun, type CaseAbout, type CaseActs, type Cases, sentence, type TakenAct } from '../cases/cases.ts'
import { amountActs, billActs } from './amount-acts.ts'
import { lostActs } from './lost-refunds.ts'
import {
  type CarryOut,
  type CarryOutAct,
  type EventOfAct,
  isPaidByHand,
  onOrder,
  orderIdOf,
  personOf,
  refusable,
  type Tx,
  whyNotOnOrder,
} from './on-order.ts'
import { lockOrder } from './order-rows.ts'
import { wholeOnly } from './owed-refunds.ts'
import { type RedirectParts, redirectActs, whyNotElsewhere } from './redirect-acts.ts'
import type { RefundEvent } from './refund-machine.ts'
import { applyToRefund, lockRefund } from './refund-rows.ts'
import { reprintCodeAct } from './reprint-codes.ts'
import { takeBackRedirect, takeBackReprintCode, takeBackRetry } from './take-back.ts'
import { carryOutUnclaimed, lockUnclaimedOf, whyNotUnclaimed } from './unclaimed-acts.ts'

export interface CaseActParts extends RedirectParts {
  /** How long a reprint code is good. */
  readonly reprintCodeValidMs: number
}

/** Tells the room of cases what follows when a person acts on a case about an order, a refund or a payment. */
export function hearCaseActs(cases: Cases, { reprintCodeValidMs, ...redirect }: CaseActParts): void {
  const reprintCode = reprintCodeAct(reprintCodeValidMs)
  cases.hearActs('bad-print', ofOrder({ ...givingBack(cases), 'reprint-code': reprintCode }, giveBackSaid, VOID_CODE))
  cases.hearActs('copy-unclear', ofOrder(heldActs(cases, reprintCode), giveBackHeld, VOID_CODE))
  cases.hearActs('outcome-missing', ofOrder(missingActs(cases), giveBackMissing))
  cases.hearActs('outcome-conflict', ofOrder(givingBack(cases), giveBackSaid))
  cases.hearActs('late-paper', ofOrder({}))
  cases.hearActs('order-unclosable', ofOrder({ close: onOrder(cases, () => ({ kind: 'given-up' })) }))
  const takeBack = { refund: takeBackRetry }
  const ofRefund = { lock: lockRefundOf, whyNot: refundWhyNot }
  cases.hearActs('refund-refused', { ...ofRefund, carryOut: refundActs(cases), takeBack })
  // The provider holds such a refund, or has sent it to us: it is never sent a second time.
  const { refund: _, ...byPerson } = refundActs(cases)
  cases.hearActs('refund-abnormal', {
    lock: lockRefundOf,
    whyNot: async (tx, act, now) => (await refundWhyNot(tx, act, now)) ?? whyNotElsewhere(redirect, tx, act),
    carryOut: { ...byPerson, ...redirectActs(cases, redirect) },
    takeBack: { 'refund-to-card': takeBackRedirect, 'return-to-university': takeBackRedirect },
  })
  cases.hearActs('refund-returned', { ...ofRefund, carryOut: byPerson })
  cases.hearActs('refund-slow', { ...ofRefund, carryOut: byPerson })
  cases.hearActs('amount-differs', amountActs(cases, refundActs(cases), refundWhyNot))
  cases.hearActs('bill-differs', billActs(cases))
  cases.hearActs('refund-differs', lostActs())
  const unclaimed = { lock: lockUnclaimedOf, whyNot: whyNotUnclaimed, carryOut: carryOutUnclaimed(cases) }
  cases.hearActs('paid-unknown', unclaimed)
  cases.hearActs('order-forgotten', unclaimed)
}

const VOID_CODE: CaseActs['takeBack'] = { 'reprint-code': takeBackReprintCode }
const ofOrder = (carryOut: CarryOut, payingBack?: EventOfAct, takeBack: CaseActs['takeBack'] = {}): CaseActs => ({
  lock: (tx, about) => lockOrder(tx, orderIdOf(about)),
  ...(payingBack ? { whyNot: whyNotOnOrder(payingBack) } : {}),
  carryOut,
  takeBack,
})
const lockRefundOf = (tx: Tx, { subject }: CaseAbout) => lockRefund(tx, subject)

/** The terminal has told nothing: a person says what came out, by the money that goes back. */
const giveBackMissing: EventOfAct = (row, act) => {
  const ordered = { freeCopies: row.free_copies, unitPriceFen: row.unit_price_fen }
  const backFen = act.amountFen ?? row.paid_fen
  const fits = Array.from({ length: row.copies + 1 }, (_, copies) => copies).find(
    copies => row.paid_fen - chargeFor(ordered, copies) === backFen,
  )
  if (row.state !== 'ready') return sentence('this-order-is', { state: row.state })
  if (fits === undefined) return sentence('no-copies-cost', { refundFen: backFen })
  return { kind: 'decided', copiesDelivered: fits, isPaidByHand: isPaidByHand(act) }
}

function missingActs(cases: Cases): CarryOut {
  const giveBack = onOrder(cases, giveBackMissing)
  // What costs nothing is closed in the visitor's favour: the free copies go back.
  const keep = onOrder(cases, row =>
    row.state === 'ready'
      ? { kind: 'decided', copiesDelivered: row.paid_fen > 0 ? row.copies : 0, isPaidByHand: false }
      : sentence('this-order-is', { state: row.state }),
  )
  return { refund: giveBack, 'refunded-by-hand': giveBack, close: keep }
}

/** Money is held for copies of which nobody can tell. */
const giveBackHeld: EventOfAct = (row, act) => refusable(row, act, act.amountFen ?? row.held_fen, true)

function heldActs(cases: Cases, reprintCode: NonNullable<CarryOut['reprint-code']>): CarryOut {
  const giveBack = onOrder(cases, giveBackHeld)
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

const giveBackSaid: EventOfAct = (row, act) =>
  act.amountFen === null ? sentence('say-how-much') : refusable(row, act, act.amountFen, false)

function givingBack(cases: Cases): CarryOut {
  const giveBack = onOrder(cases, giveBackSaid)
  return { refund: giveBack, 'refunded-by-hand': giveBack }
}

/** A debt that its provider has refused: a person has it tried again, or takes it. */
function refundActs(cases: Cases): CarryOut {
  const onOwed =
    (eventOf: (act: TakenAct) => RefundEvent, begun: (now: Date) => ActBegun): CarryOutAct =>
    async (tx, act, now) => {
      const why = await refundWhyNot(tx, act, now)
      if (why !== null) return err(why)
      const step = await applyToRefund(tx, cases, act.subject, eventOf(act), now, { actOn: act })
      return step ? ok(begun(now)) : err(sentence('refund-over'))
    }
  const over = () => ({ isUnderWay: false })
  return {
    refund: onOwed(
      () => ({ kind: 'retry-asked' }),
      now => ({ isUnderWay: true, byItself: { what: sentence('sends-refund-again'), atMs: now.getTime() } }),
    ),
    'refunded-by-hand': onOwed(act => ({ kind: 'paid-by-hand', ...personOf(act) }), over),
    close: onOwed(act => ({ kind: 'written-off', ...personOf(act) }), over),
  }
}

const refundWhyNot: NonNullable<CaseActs['whyNot']> = async (tx, { subject, amountFen }) => {
  const { refund_fen: owedFen } = await lockRefund(tx, subject)
  return amountFen !== null && amountFen !== owedFen ? wholeOnly(owedFen) : null
}
