import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { CHECK_AFTER_MS, checkAfterMs, WATCH_EVERY_MS } from './back-off.ts'
import type { OrderRow } from './order-machine.ts'
import { needsWatch } from './order-rows.ts'

/** While a code may be paid it is watched evenly; what is left to be opened or closed is tried less and less often. */
export function gapAfter(row: OrderRow): number {
  return row.state === 'awaiting-payment' ? WATCH_EVERY_MS : checkAfterMs(row.asked_times)
}

/**
 * Claims the right to ask the provider about an order now, and says when it is due again: so that neither two requests nor two
 * servers ask more often than every `minGapMs`. Null when it is too early, or nothing is left to ask.
 */
export async function claimCheck(
  db: Kysely<Tables>,
  orderId: string,
  now: Date,
  minGapMs: number,
  nextAfterMs: (row: OrderRow) => number,
): Promise<OrderRow | null> {
  return db.transaction().execute(async tx => {
    const row = await tx
      .selectFrom('print_order')
      .selectAll()
      .where('order_id', '=', orderId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (!needsWatch(row)) return null
    if (row.asked_at && now.getTime() - row.asked_at.getTime() < minGapMs) return null
    return tx
      .updateTable('print_order')
      .set({
        asked_at: now,
        asked_times: row.asked_times + 1,
        next_check_at: new Date(now.getTime() + nextAfterMs(row)),
      })
      .where('order_id', '=', orderId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/**
 * Claims up to `limit` orders of one merchant that are due, the longest waiting first, in one statement: the same right, and the same
 * gaps, as with `claimCheck`. What another server has locked is left to it.
 */
export async function claimDue(
  db: Kysely<Tables>,
  key: { readonly provider: string | null; readonly merchant_id: string | null },
  now: Date,
  limit: number,
): Promise<OrderRow[]> {
  const steps = sql.join(CHECK_AFTER_MS.map(ms => sql.lit(ms)))
  const gapMs = sql<number>`case when state = 'awaiting-payment' then ${sql.lit(WATCH_EVERY_MS)}
    else (array[${steps}])[least(asked_times + 1, ${sql.lit(CHECK_AFTER_MS.length)})] end`
  return db
    .updateTable('print_order')
    .set({
      asked_at: now,
      asked_times: sql`asked_times + 1`,
      next_check_at: sql`${now}::timestamptz + ${gapMs} * interval '1 millisecond'`,
    })
    .where('order_id', 'in', eb =>
      eb
        .selectFrom('print_order')
        .select('order_id')
        .where('next_check_at', '<=', now)
        .where('provider', 'is not distinct from', key.provider)
        .where('merchant_id', 'is not distinct from', key.merchant_id)
        .orderBy('next_check_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
}
