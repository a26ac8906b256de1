import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Tables } from '../ground/store/tables.ts'
import type { OrderDriver } from './order-driver.ts'
import type { RefundDriver } from './refund-driver.ts'

/** A paid or free order of which the terminal has told nothing for this long is shown to staff. */
const OVERDUE_AFTER_MS = 24 * 3_600_000
const AT_ONCE = 4

/**
 * Moves every order and refund on that is due. The same code after a crash and in ordinary times: what is not finished is in
 * the tables, and nowhere else.
 */
export async function sweepOrders(parts: {
  db: Kysely<Tables>
  driver: OrderDriver
  refunds: RefundDriver
  log: Logger
  now: () => Date
}): Promise<void> {
  const { db, driver, refunds, log } = parts
  const now = parts.now()
  const due = await db
    .selectFrom('print_order')
    .select('order_id')
    .where('next_check_at', '<=', now)
    .orderBy('next_check_at')
    .limit(200)
    .execute()
  const waiting = due.map(({ order_id }) => order_id)
  const worker = async () => {
    for (let orderId = waiting.shift(); orderId !== undefined; orderId = waiting.shift()) {
      await driver.drive(orderId, 0).catch(error => log.error(error, 'an order could not be moved on'))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await refunds.driveDue()
}

/** Writes a line for each order that a terminal has left without an outcome. Meant for once an hour. */
export async function reportOverdueOrders(db: Kysely<Tables>, log: Logger, now: Date): Promise<number> {
  const overdue = await db
    .selectFrom('print_order')
    .select(['order_id', 'order_number', 'terminal_id', 'paid_fen'])
    .where('state', '=', 'ready')
    .where('ready_at', '<=', new Date(now.getTime() - OVERDUE_AFTER_MS))
    .limit(200)
    .execute()
  for (const { order_id, order_number, terminal_id, paid_fen } of overdue) {
    log.error(
      { orderId: order_id, orderNumber: order_number, terminalId: terminal_id, paidFen: paid_fen },
      'order overdue',
    )
  }
  return overdue.length
}
