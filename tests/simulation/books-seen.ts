import { sql } from 'kysely'
import { check } from '../../server/books/check.ts'
import type { OrderSeen } from './orders-seen.ts'
import type { SimulatedStore } from './store.ts'
import type { Violation } from './violation.ts'
import type { World } from './world.ts'

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} yuan`

/** The books are balanced and fit the orders by the house's own proof, and the payer's bill by ours. */
export async function booksOf(
  { content, time, backup }: World,
  { db }: SimulatedStore,
  orders: readonly OrderSeen[],
): Promise<Violation[]> {
  const violations: Violation[] = []
  const add = (subject: string, what: string) => void violations.push({ invariant: 'books', subject, what })
  const { rows } = await sql<{ subject: string; sum: string }>`
    select subject, sum(amount_fen)::text as sum from book_entry join book_line using (entry_id)
    group by entry_id, subject having sum(amount_fen) <> 0`.execute(db)
  for (const { subject, sum } of rows) add(subject, `an entry of ${subject} is out of balance by ${sum} fen`)
  const never = new AbortController().signal
  const found = (difference: unknown) => add('check', JSON.stringify(difference))
  await check({ db, content, clock: time }, { found, progress: () => undefined, signal: never })
  const charged = await sql<{ subject: string; fen: string }>`
    select subject, (-sum(amount_fen))::text as fen from book_entry join book_line using (entry_id)
    where account = 'university' group by subject`.execute(db)
  const chargedFen = new Map(charged.rows.map(({ subject, fen }) => [subject, Number(fen)]))
  for (const { orderId, orderNumber, paidFen, refundedFen, stuckFen, open, hasCase } of orders) {
    const booksFen = chargedFen.get(orderId) ?? 0
    if (open.length > 0 || hasCase || booksFen === paidFen - refundedFen - stuckFen) continue
    add(
      orderNumber,
      `the books charge ${yuan(booksFen)} for order ${orderNumber}, and the payer's bill says ${yuan(paidFen - refundedFen)}`,
    )
  }
  return backup.isRestored() ? violations.filter(({ subject }) => subject !== 'check') : violations
}
