import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/**
 * Makes due at once what was put off by a clock that was ahead: whatever was tried, or came about, later than `now` was put off until a
 * moment that lies too far away by as much. A clock that was an hour ahead for a minute must not keep a refund waiting for an hour.
 */
export async function bringForward(db: Kysely<Tables>, now: Date): Promise<void> {
  await db
    .updateTable('refund')
    .set({ next_try_at: now })
    .where('next_try_at', '>', now)
    .where(either => either.or([either('tried_at', '>', now), either('created_at', '>', now)]))
    .execute()
  await db
    .updateTable('print_order')
    .set({ next_check_at: now })
    .where('next_check_at', '>', now)
    .where(either => either.or([either('asked_at', '>', now), either('created_at', '>', now)]))
    .execute()
  await db
    .updateTable('unclaimed_payment')
    .set({ next_ask_at: now })
    .where('next_ask_at', '>', now)
    .where('heard_at', '>', now)
    .execute()
}
