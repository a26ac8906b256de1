import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** An order whose provider may still have to say or do something. */
export interface UnsettledOrder {
  readonly orderNumber: string
  readonly provider: string
  /** Null for an order of before merchant numbers were kept. */
  readonly merchantId: string | null
  /** What is still to come, in a word for staff. */
  readonly standing: string
}

/**
 * Every order about whose money the last word is not spoken, oldest first: one that may still be paid, or whose closing is not
 * certain; one that is paid and without an outcome, since copies that do not come out are paid back; one with a refund that is
 * due or accepted. A refund that needs a person's hand is not among them: the house has done what it can.
 */
export async function unsettledOrders(db: Kysely<Tables> | Transaction<Tables>): Promise<UnsettledOrder[]> {
  const rows = await db
    .selectFrom('print_order as o')
    .leftJoin('refund as r', join =>
      join.onRef('r.order_id', '=', 'o.order_id').on('r.state', 'in', ['due', 'accepted']),
    )
    .select(['o.order_number', 'o.provider', 'o.merchant_id', 'o.state', 'o.loose_end', 'r.state as refund_state'])
    .where('o.provider', 'is not', null)
    .where(eb =>
      eb.or([
        eb('o.state', 'in', ['opening', 'awaiting-payment', 'closing', 'ready']),
        eb('o.loose_end', '=', true),
        eb('r.state', 'is not', null),
      ]),
    )
    .orderBy('o.created_at')
    .orderBy('o.order_number')
    .execute()
  return rows.map(row => ({
    orderNumber: row.order_number,
    provider: row.provider ?? '',
    merchantId: row.merchant_id,
    standing: standingOf(row),
  }))
}

function standingOf(row: { state: string; loose_end: boolean; refund_state: string | null }): string {
  if (row.refund_state !== null) return `refund ${row.refund_state}`
  if (row.loose_end) return 'closed, but not surely at the provider'
  return row.state === 'ready' ? 'paid without outcome' : row.state
}
