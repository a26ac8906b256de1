import { type Kysely, sql } from 'kysely'
import { endOfDay } from '../ground/end-of-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import { addDays, wallClock } from './calendar.ts'
import type { DayKey } from './day-rows.ts'

/** No order can be paid later than this after it was opened: its code and its limit are over by then. */
const PAYABLE_MS = 26 * 3_600_000
/** No call succeeds between clocks that are further apart. */
const CLOCKS_APART_MS = 5 * 60_000

/** An order that is paid here and stands in no bill. When it was paid, only its provider can say. */
export interface OrderHere {
  readonly orderId: string
  readonly outTradeNo: string
  readonly paidFen: number
  readonly state: string
}

/** Paid orders that may have been paid on the day, and that no bill has named so far. */
export async function ordersInNoBill(
  db: Kysely<Tables>,
  { provider, merchantId, day }: DayKey,
  timeZone: string,
): Promise<OrderHere[]> {
  const end = endOfDay(timeZone, day)
  const start = endOfDay(timeZone, addDays(day, -1))
  const { rows } = await sql<OrderHere>`
    select o.order_id as "orderId", o.out_trade_no as "outTradeNo", o.paid_fen as "paidFen", o.state
    from print_order o
    where o.provider = ${provider} and o.merchant_id = ${merchantId} and o.paid_fen > 0
      and o.created_at > ${new Date(start.getTime() - PAYABLE_MS)}
      and o.created_at <= ${new Date(end.getTime() + CLOCKS_APART_MS)}
      and not exists (
        select 1 from bill_line b
        where b.out_trade_no = o.out_trade_no and b.kind = 'payment' and b.provider = o.provider
          and b.merchant_id = o.merchant_id)
    order by o.created_at
  `.execute(db)
  return rows
}

/** A refund that has succeeded here, at whoever's account, and stands in no bill. */
export interface RefundHere {
  readonly orderId: string | null
  readonly outTradeNo: string
  readonly outRefundNo: string
  readonly refundFen: number
}

/**
 * Refunds that had surely succeeded by the end of the day, and that no bill has named so far. What was learned in the last minutes of a
 * day may have happened on the next one by the provider's clock: it is looked at then.
 */
export async function refundsInNoBill(
  db: Kysely<Tables>,
  { provider, merchantId, day }: DayKey,
  timeZone: string,
): Promise<{ readonly refunds: readonly RefundHere[]; readonly isWaiting: boolean }> {
  const end = endOfDay(timeZone, day)
  const start = endOfDay(timeZone, addDays(day, -1))
  const { rows } = await sql<RefundHere & { readonly createdAt: Date }>`
    select r.order_id as "orderId", r.out_trade_no as "outTradeNo", r.out_refund_no as "outRefundNo", r.refund_fen as "refundFen",
      r.created_at as "createdAt"
    from refund r
    where r.provider = ${provider} and r.merchant_id = ${merchantId} and (r.state = 'succeeded' or r.returned_at is not null)
      and coalesce(r.succeeded_at, r.returned_at) > ${new Date(start.getTime() - CLOCKS_APART_MS)}
      and coalesce(r.succeeded_at, r.returned_at) <= ${new Date(end.getTime() - CLOCKS_APART_MS)}
      and not exists (
        select 1 from bill_line b
        where b.out_refund_no = r.out_refund_no and b.provider = r.provider and b.merchant_id = r.merchant_id)
    order by r.created_at
  `.execute(db)
  // It may stand in the bill of any day since it became due: without one of them nothing follows from its absence.
  const taken = await db
    .selectFrom('reconciled_day')
    .select('day')
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchantId)
    .where('bill', 'is not', null)
    .execute()
  const days = new Set(taken.map(one => one.day))
  const isComplete = ({ createdAt }: { readonly createdAt: Date }) => {
    const from = wallClock(timeZone, new Date(createdAt.getTime() - CLOCKS_APART_MS)).slice(0, 10)
    for (let one = from; one < day; one = addDays(one, 1)) if (!days.has(one)) return false
    return true
  }
  return { refunds: rows.filter(isComplete), isWaiting: !rows.every(isComplete) }
}
