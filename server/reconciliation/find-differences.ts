import type { Kysely } from 'kysely'
import { type EvidencePart, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Merchant, Notice } from '../payments/payments.ts'
import { type Answer, askAboutRefund, askAboutTrade } from './ask-provider.ts'
import { wallClock } from './calendar.ts'
import type { DayKey } from './day-rows.ts'
import type { Difference } from './difference-rows.ts'
import { ordersInNoBill, type RefundHere, refundsInNoBill } from './here-only.ts'
import { type OddLine, oddLines } from './match-lines.ts'

/** What was found on a day of one merchant. */
export interface Found {
  readonly differences: readonly Difference[]
  /** Signed words that the orders room has not taken in yet. */
  readonly news: readonly Notice[]
  /** Something could not be told for now: the provider was silent, or the bill of another day is not there. */
  readonly isWaiting: boolean
}

export interface FindParts {
  readonly db: Kysely<Tables>
  readonly merchant: Merchant
  readonly key: DayKey
  /** Of the bills. */
  readonly timeZone: string
  readonly nowMs: () => number
}

/** Asks the provider about everything on a day that is not equal: what it answers, signed, is all that may be booked. */
export async function findDifferences({ db, merchant, key, timeZone, nowMs }: FindParts): Promise<Found> {
  const differences: Difference[] = []
  const news: Notice[] = []
  let isWaiting = false
  const heard = <Said>(answer: Answer<Said>) => {
    isWaiting ||= !answer.isHeard
    return answer
  }

  for (const line of await oddLines(db, key)) {
    if (line.outRefundNo === null) {
      const answer = heard(await askAboutTrade(merchant.payments, line.outTradeNo, nowMs()))
      differences.push(differenceOf(key, line, answer))
      if (answer.said?.state === 'paid') news.push({ kind: 'payment', transaction: answer.said })
    } else {
      const answer = heard(await askAboutRefund(merchant.payments, line.outRefundNo, nowMs()))
      differences.push(differenceOf(key, line, answer))
      // Of a refund that is not here there is nothing to book: the difference says it all.
      if (answer.said && line.refundHere !== null)
        news.push({ kind: 'refund', outTradeNo: line.outTradeNo, refund: answer.said })
    }
  }
  for (const order of await ordersInNoBill(db, key, timeZone)) {
    const answer = heard(await askAboutTrade(merchant.payments, order.outTradeNo, nowMs()))
    const paidOn = answer.said?.paidAt ? wallClock(timeZone, answer.said.paidAt).slice(0, 10) : null
    // Of another day, or nobody can say yet.
    if (!answer.isHeard || (paidOn !== null && paidOn !== key.day)) continue
    differences.push({
      ...{ class: 'here-only', subject: order.orderId, orderId: order.orderId, outTradeNo: order.outTradeNo },
      ...{ here: order.paidFen, there: null, amountFen: order.paidFen, answer: answer.words },
      evidence: [
        bill(sentence('bill-lacks-payment', { day: key.day, number: order.outTradeNo }), nowMs()),
        answer.evidence,
        here(sentence('order-is-paid', { state: order.state, paidFen: order.paidFen }), nowMs()),
      ],
    })
  }
  const refunds = await refundsInNoBill(db, key, timeZone)
  isWaiting ||= refunds.isWaiting
  for (const refund of refunds.refunds) {
    const answer = heard(await askAboutRefund(merchant.payments, refund.outRefundNo, nowMs()))
    if (answer.isHeard) differences.push(missingRefund(key, refund, answer, nowMs()))
  }
  return { differences, news, isWaiting }

  function differenceOf(day: DayKey, line: OddLine, answer: Answer<unknown>): Difference {
    const facts = { transactionId: line.transactionId, amountFen: line.thereFen, at: line.at.toISOString() }
    return {
      ...{ class: line.class, subject: subjectOf(day, line), orderId: line.orderId },
      ...{ outTradeNo: line.outTradeNo, outRefundNo: line.outRefundNo, here: line.hereFen, there: line.thereFen },
      // A case of amounts may be the orders room's own, which says what is at stake.
      amountFen: line.class === 'amount-differs' ? null : line.thereFen,
      answer: answer.words,
      evidence: [bill(onTheBill(day, line), nowMs(), facts), answer.evidence, here(stateHere(line), nowMs())],
    }
  }
}

/** An order where there is one; a second line of one number is a cause of its own. */
function subjectOf({ day }: DayKey, line: OddLine): string {
  if (line.outRefundNo !== null) return line.outRefundNo
  if (line.class === 'there-only') return line.isRepeated ? `${line.outTradeNo}/${day}` : line.outTradeNo
  return line.orderId ?? line.outTradeNo
}

function onTheBill({ day }: DayKey, line: OddLine): string {
  const { isRepeated, thereFen, refundState: state } = line
  if (line.outRefundNo === null) {
    const key = isRepeated ? 'bill-has-payment-again' : 'bill-has-payment'
    return sentence(key, { day, number: line.outTradeNo, thereFen })
  }
  const key = isRepeated ? 'bill-has-refund-again' : 'bill-has-refund'
  return sentence(key, { day, number: line.outRefundNo, thereFen, state })
}

function stateHere(line: OddLine): string {
  if (line.outRefundNo !== null) {
    return line.refundHere === null
      ? sentence('no-refund-here')
      : sentence('refund-is-here', { state: line.refundHere, refundFen: line.hereFen })
  }
  return line.orderState === null
    ? sentence('no-order-here')
    : sentence('order-is-paid', { state: line.orderState, paidFen: line.hereFen })
}

function missingRefund(key: DayKey, refund: RefundHere, answer: Answer<unknown>, atMs: number): Difference {
  return {
    ...{ class: 'refund-differs', subject: refund.outRefundNo, orderId: refund.orderId, outTradeNo: refund.outTradeNo },
    ...{ outRefundNo: refund.outRefundNo, here: refund.refundFen, there: null, amountFen: refund.refundFen },
    answer: answer.words,
    evidence: [
      bill(sentence('bill-lacks-refund', { day: key.day, number: refund.outRefundNo }), atMs),
      answer.evidence,
      here(sentence('refund-has-succeeded', { refundFen: refund.refundFen }), atMs),
    ],
  }
}

const bill = (says: string, atMs: number, facts: EvidencePart['facts'] = {}): EvidencePart => ({
  ...{ source: 'bill', atMs, says, facts },
})
const here = (says: string, atMs: number): EvidencePart => ({ source: 'server', atMs, says })
