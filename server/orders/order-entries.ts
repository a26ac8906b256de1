import type { Entry } from '../books/books.ts'
import type { OrderFacts, OrderStep } from './order-machine.ts'

/** What the entries of an order are made from, as it was before a step. */
export interface OrderMoney extends Pick<OrderFacts, 'state' | 'amountFen' | 'paidFen' | 'refundFen' | 'heldFen'> {
  readonly orderId: string
  readonly orderNumber: string
  /** Null for a free order, which has no entries. */
  readonly outTradeNo: string | null
}

/** One of these is entered with the first sum that was seen for an order, and one with each correction of it. */
export const SUMS_SEEN = ['payment-seen', 'payment-unseen'] as const satisfies readonly Entry['cause'][]

/**
 * What a step of an order moves in the books: the payment that has been seen, what copies that came out have earned, and what is to be
 * paid back. What is held for a person's decision is in none of them: it stays the visitor's. `refundName`: of the refund that the step
 * owes, its name among those of the payment. `sumsSeen`: how many of `SUMS_SEEN` stand in the books of the order, for a provider may go back
 * to a sum that it has said before, and that is another correction.
 */
export function entriesOf(
  order: OrderMoney,
  step: OrderStep,
  refundName: string | null = step.refund?.cause ?? null,
  sumsSeen = 1,
): Entry[] {
  const { orderId: subject, outTradeNo } = order
  if (outTradeNo === null) return []
  const entries: Entry[] = []
  const enter = (cause: Entry['cause'], amountFen: number, reference: string) => {
    if (amountFen > 0) entries.push({ subject, cause, amountFen, reference })
  }
  if (step.correctsPaidFen) return correction(order, step.paidFen ?? 0, outTradeNo, sumsSeen)
  enter('payment-seen', step.paidFen ?? 0, outTradeNo)
  const isSettled = step.state === 'ended' && order.state !== 'ended'
  const owedFen = step.refund?.refundFen ?? 0
  if (isSettled) enter('charged', order.amountFen - owedFen - (step.heldFen ?? 0), order.orderNumber)
  if (!isSettled && order.state === 'ended') {
    // What was held goes back first: it was nobody's yet. The rest of it is earned as soon as nothing is held any more.
    const heldNow = step.heldFen ?? order.heldFen
    const ofHeldFen = Math.min(owedFen, order.heldFen - heldNow)
    enter('refund-owed', ofHeldFen, refundName ?? '')
    enter('waived', owedFen - ofHeldFen, refundName ?? '')
    enter('charged', order.heldFen - heldNow - ofHeldFen, `${order.orderNumber}-held`)
    return entries
  }
  enter('refund-owed', owedFen, refundName ?? '')
  return entries
}

/** The sum that was seen was another one: the whole of it was owed, and nothing of it is paid back yet. */
function correction(order: OrderMoney, paidFen: number, outTradeNo: string, sumsSeen: number): Entry[] {
  const { orderId: subject, paidFen: beforeFen } = order
  const [less, more] = [beforeFen - paidFen, paidFen - beforeFen]
  const reference = `${outTradeNo}: ${paidFen} fen${sumsSeen > 1 ? ` (${sumsSeen})` : ''}`
  if (less > 0)
    return [
      { subject, cause: 'refund-unowed', amountFen: less, reference },
      { subject, cause: 'payment-unseen', amountFen: less, reference },
    ]
  return [
    { subject, cause: 'payment-seen', amountFen: more, reference },
    { subject, cause: 'refund-owed', amountFen: more, reference },
  ]
}
