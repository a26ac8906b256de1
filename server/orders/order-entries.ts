import type { Entry } from '../books/books.ts'
import type { OrderFacts, OrderStep } from './order-machine.ts'

/** What the entries of an order are made from, as it was before a step. */
export interface OrderMoney extends Pick<OrderFacts, 'state' | 'amountFen'> {
  readonly orderId: string
  readonly orderNumber: string
  /** Null for a free order, which has no entries. */
  readonly outTradeNo: string | null
}

/**
 * What a step of an order moves in the books: the payment that has been seen, what copies that came out have earned, and what is to be
 * paid back. What is held for a person's decision is in none of them: it stays the visitor's.
 */
export function entriesOf(order: OrderMoney, step: OrderStep): Entry[] {
  const { orderId: subject, outTradeNo } = order
  if (outTradeNo === null) return []
  const entries: Entry[] = []
  const { paidFen = 0, refund } = step
  if (paidFen > 0) entries.push({ subject, cause: 'payment-seen', amountFen: paidFen, reference: outTradeNo })
  const isSettled = step.state === 'ended' && order.state !== 'ended'
  const chargedFen = isSettled ? order.amountFen - (refund?.refundFen ?? 0) - (step.heldFen ?? 0) : 0
  if (chargedFen > 0) entries.push({ subject, cause: 'charged', amountFen: chargedFen, reference: order.orderNumber })
  if (refund) entries.push({ subject, cause: 'refund-owed', amountFen: refund.refundFen, reference: refund.cause })
  return entries
}
