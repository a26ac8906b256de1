import type { Answer } from './answer.ts'
import type { Fault } from './faults.ts'
import { type Desk, queryOrder } from './orders.ts'

/** A reply that is signed well and says the wrong thing: another sum, or another order. */
export function spoilBody(
  desk: Desk,
  answer: Answer,
  fault: Fault | undefined,
  outTradeNo: string | undefined,
): Answer {
  if (!answer.ok || answer.body === null) return answer
  const body = answer.body as { amount?: Record<string, unknown>; out_trade_no?: string }
  if (fault?.kind === 'wrongAmount' && body.amount) {
    const more = (fen: unknown) => (typeof fen === 'number' ? fen + 1 : fen)
    const amount = { ...body.amount, total: more(body.amount.total), refund: more(body.amount.refund) }
    return { ...answer, body: { ...body, amount } }
  }
  if (fault?.kind === 'swapOrder' && body.out_trade_no !== undefined) {
    const other = [...desk.journal.book.orders.values()].find(one => one.opened.outTradeNo !== outTradeNo)
    if (other && 'trade_state' in body) return queryOrder(desk, other)
    return { ...answer, body: { ...body, out_trade_no: `${body.out_trade_no}-x`.slice(-32) } }
  }
  return answer
}
