import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { CHECK_AFTER_MS, WATCH_EVERY_MS } from './back-off.ts'
import type { OrderRow } from './order-machine.ts'

/** While a code may be paid it is watched evenly; what is left to be opened or closed is tried less and less often. */
const GAP_MS = sql<number>`case when state = 'awaiting-payment' then ${sql.lit(WATCH_EVERY_MS)}
  else (array[${sql.join(CHECK_AFTER_MS.map(ms => sql.lit(ms)))}])[least(asked_times + 1, ${sql.lit(CHECK_AFTER_MS.length)})] end`

const claimed = (now: Date) => ({
  asked_at: now,
  asked_times: sql<number>`asked_times + 1`,
  next_check_at: sql<Date>`${now}::timestamptz + ${GAP_MS} * interval '1 millisecond'`,
})

/**
 * A claim need not survive a power cut: whoever starts again may ask at once. So nobody waits until it is on the disk, which a visitor
 * would do for each code. Holds for the transaction of this one statement.
 */
const NEED_NOT_REACH_THE_DISK = sql<boolean>`set_config('synchronous_commit', 'off', true) = 'off'`

/**
 * Claims the right to ask the provider about an order now, and says when it is due again: so that neither two requests nor two
 * servers ask more often than every `minGapMs`. Null when it is too early, or nothing is left to ask. Not to be called in a transaction.
 */
export async function claimCheck(
  db: Kysely<Tables>,
  orderId: string,
  now: Date,
  minGapMs: number,
): Promise<OrderRow | null> {
  const row = await db
    .updateTable('print_order')
    .set(claimed(now))
    .where('order_id', '=', orderId)
    .where(either =>
      either.or([
        either('state', 'in', ['opening', 'awaiting-payment', 'closing'] as const),
        either('loose_end', '=', true),
        either('doubt', 'is not', null),
      ]),
    )
    .where(either =>
      either.or([either('asked_at', 'is', null), either('asked_at', '<=', new Date(now.getTime() - minGapMs))]),
    )
    .where(NEED_NOT_REACH_THE_DISK)
    .returningAll()
    .executeTakeFirst()
  return row ?? null
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
  return db
    .updateTable('print_order')
    .set(claimed(now))
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
