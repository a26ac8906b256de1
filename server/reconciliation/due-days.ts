import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { Bills, MerchantKey } from '../payments/payments.ts'
import { addDays, daysBetween, wallClock } from './calendar.ts'
import { PRINTERS } from './day-rows.ts'

/** Providers keep bills for three months. */
const CATCH_UP_DAYS = 90

/** The last day that may be reconciled: from `at` on, by the house's clocks, the day before, if its bill can be there by then. */
export function lastDueDay(
  timeZone: string,
  at: string,
  bills: Pick<Bills, 'timeZone' | 'readyAt'> | null,
  now: Date,
): string {
  const before = (zone: string, time: string) => {
    const [day = '', clock = ''] = wallClock(zone, now).split(' ')
    return addDays(day, clock >= time ? -1 : -2)
  }
  const here = before(timeZone, at)
  const there = bills ? before(bills.timeZone, bills.readyAt) : here
  return here < there ? here : there
}

/** Days from the first trade on, three months back at most, of which nothing is known yet. Oldest first. */
export async function missingDays(
  db: Kysely<Tables>,
  key: MerchantKey,
  timeZone: string,
  lastDay: string,
): Promise<string[]> {
  const orders = db.selectFrom('print_order').select(({ fn }) => fn.min('created_at').as('at'))
  const ofMerchant =
    key.provider === PRINTERS.provider
      ? orders
      : orders.where('provider', '=', key.provider).where('merchant_id', '=', key.merchantId)
  const first = await ofMerchant.executeTakeFirst()
  if (!first?.at) return []
  const firstDay = wallClock(timeZone, first.at).slice(0, 10)
  const from = addDays(lastDay, -CATCH_UP_DAYS)
  const known = await db
    .selectFrom('reconciled_day')
    .select('day')
    .where('provider', '=', key.provider)
    .where('merchant_id', '=', key.merchantId)
    .where('day', '>=', from)
    .execute()
  const days = new Set(known.map(({ day }) => day))
  return daysBetween(firstDay > from ? firstDay : from, lastDay).filter(day => !days.has(day))
}
