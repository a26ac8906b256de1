import { sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const PER_HOUR = 5
/** An arbitrary number: with the pseudonym of a mobile number, what those who want texts to it wait behind. */
const LOCK_NUMBER = 7_203_195

/**
 * Whether another text may go to a number: one a minute, five an hour, whoever causes them. Counted behind a lock of that number, which
 * the transaction holds to its end, so that many at once get no more.
 */
export async function mayText(
  tx: Transaction<Tables>,
  addressKey: string,
  now: Date,
): Promise<'yes' | 'too-soon' | 'too-many'> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_NUMBER)}, hashtext(${addressKey}))`.execute(tx)
  const lately = await tx
    .selectFrom('message')
    .select('posted_at')
    .where('address_key', '=', addressKey)
    .where('kind', '=', 'text')
    .where('posted_at', '>', new Date(now.getTime() - HOUR_MS))
    .execute()
  if (lately.some(({ posted_at: at }) => at.getTime() > now.getTime() - MINUTE_MS)) return 'too-soon'
  return lately.length >= PER_HOUR ? 'too-many' : 'yes'
}
