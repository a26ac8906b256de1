import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/**
 * Takes as many of `copies` as are free under `quotaKey`, at most up to `limit`, in one statement: two kiosks that ask at the
 * same moment can't both have the last free copy. Returns how many were taken.
 */
export async function takeFreeCopies(db: Db, quotaKey: string, copies: number, limit: number): Promise<number> {
  const { rows } = await sql<{ last_taken: number }>`
    insert into quota_use as q (quota_key, used, last_taken)
    values (${quotaKey}, least(${copies}::integer, ${limit}::integer), least(${copies}::integer, ${limit}::integer))
    on conflict (quota_key) do update set
      used = q.used + least(${copies}::integer, greatest(0, ${limit}::integer - q.used)),
      last_taken = least(${copies}::integer, greatest(0, ${limit}::integer - q.used))
    returning last_taken`.execute(db)
  return rows[0]!.last_taken
}

/** Puts free copies back. The table refuses to fall below nought: that would be a bug. */
export async function giveBackFreeCopies(db: Db, quotaKey: string, copies: number): Promise<void> {
  if (copies === 0) return
  await db
    .updateTable('quota_use')
    .set({ used: sql`used - ${copies}::integer` })
    .where('quota_key', '=', quotaKey)
    .execute()
}

/** How many free copies were used under `quotaKey`. */
export async function usedFreeCopies(db: Db, quotaKey: string): Promise<number> {
  const row = await db.selectFrom('quota_use').select('used').where('quota_key', '=', quotaKey).executeTakeFirst()
  return row?.used ?? 0
}
