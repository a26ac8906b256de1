import type { Kysely, Selectable, Transaction } from 'kysely'
import type { ReconciledDayTable, Tables } from '../ground/store/tables.ts'
import type { MerchantKey } from '../payments/payments.ts'

/** A day of one merchant. */
export interface DayKey extends MerchantKey {
  /** YYYY-MM-DD. */
  readonly day: string
}

/** The sheets of a day stand beside the bills of merchants, under this name. */
export const PRINTERS: MerchantKey = { provider: 'printers', merchantId: '' }

export type DayRow = Selectable<ReconciledDayTable>
type Db = Kysely<Tables> | Transaction<Tables>

export const keyColumns = ({ provider, merchantId, day }: DayKey) => ({ provider, merchant_id: merchantId, day })
export const keyOf = (row: Pick<DayRow, 'provider' | 'merchant_id' | 'day'>): DayKey => ({
  ...{ provider: row.provider, merchantId: row.merchant_id, day: row.day },
})

/** The row of a day, made when there is none. */
export async function dayRow(db: Db, key: DayKey, now: Date): Promise<DayRow> {
  await db
    .insertInto('reconciled_day')
    .values({ ...keyColumns(key), state: 'waiting', first_tried_at: now, next_try_at: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return findDay(db, key).executeTakeFirstOrThrow()
}

const findDay = (db: Db, { provider, merchantId, day }: DayKey) =>
  db
    .selectFrom('reconciled_day')
    .selectAll()
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchantId)
    .where('day', '=', day)

/** Changes the row of a day. */
export async function setDay(
  db: Db,
  { provider, merchantId, day }: DayKey,
  change: Partial<Omit<DayRow, 'provider' | 'merchant_id' | 'day'>>,
): Promise<void> {
  await db
    .updateTable('reconciled_day')
    .set(change)
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchantId)
    .where('day', '=', day)
    .execute()
}

/** Takes a day that is due for itself until `until`, so that two servers do not do it at once. Null when it is not due. */
export async function claimDay(db: Db, key: DayKey, now: Date, until: Date): Promise<DayRow | null> {
  const claimed = await db
    .updateTable('reconciled_day')
    .set(({ eb }) => ({ next_try_at: until, tries: eb('tries', '+', 1) }))
    .where('provider', '=', key.provider)
    .where('merchant_id', '=', key.merchantId)
    .where('day', '=', key.day)
    .where('next_try_at', '<=', now)
    .returningAll()
    .executeTakeFirst()
  return claimed ?? null
}
