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
 * certain, or of whose payment something was said that does not fit; one that is paid and without an outcome, since copies that do not
 * come out are paid back; one with a refund that is due or accepted. Refunds of payments that no order knows are among them, by their
 * number at the provider. A refund that needs a person's hand is not: the house has done what it can.
 */
export async function unsettledOrders(db: Kysely<Tables> | Transaction<Tables>): Promise<UnsettledOrder[]> {
  const rows = await db
    .selectFrom('print_order as o')
    .leftJoin('refund as r', join =>
      join.onRef('r.order_id', '=', 'o.order_id').on('r.state', 'in', ['due', 'accepted']),
    )
    .select(['o.order_number', 'o.provider', 'o.merchant_id', 'o.state', 'o.loose_end', 'o.doubt'])
    .select(['r.state as refund_state', 'r.refusal_code'])
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
  const ofNoOrder = await db
    .selectFrom('refund')
    .select(['out_trade_no', 'provider', 'merchant_id', 'state', 'refusal_code'])
    .where('order_id', 'is', null)
    .where('state', 'in', ['due', 'accepted'])
    .orderBy('created_at')
    .execute()
  const unclaimed = await db
    .selectFrom('unclaimed_payment')
    .select(['out_trade_no', 'provider', 'merchant_id', 'state'])
    .where('state', '<>', 'over')
    // Of what only a terminal remembers any merchant may know nothing: those who said nothing of it owe nothing.
    .where(eb => eb.or([eb('state', '=', 'told'), eb('said_by', '<>', 'station')]))
    .orderBy('heard_at')
    .execute()
  return [
    ...rows.map(row => ({
      ...{ orderNumber: row.order_number, provider: row.provider ?? '', merchantId: row.merchant_id },
      standing: standingOf(row),
    })),
    ...ofNoOrder.map(row => ({
      ...{ orderNumber: row.out_trade_no, provider: row.provider, merchantId: row.merchant_id },
      standing: standingOfRefund(row.state, row.refusal_code),
    })),
    ...unclaimed.map(row => ({
      ...{ orderNumber: row.out_trade_no, provider: row.provider, merchantId: row.merchant_id },
      standing: 'paid without an order',
    })),
  ]
}

function standingOf(row: {
  state: string
  loose_end: boolean
  doubt: string | null
  refund_state: string | null
  refusal_code: string | null
}): string {
  if (row.refund_state !== null) return standingOfRefund(row.refund_state, row.refusal_code)
  if (row.doubt !== null) return 'held, for another amount was said'
  if (row.loose_end) return 'closed, but not surely at the provider'
  return row.state === 'ready' ? 'paid without outcome' : row.state
}

const standingOfRefund = (state: string, refusalCode: string | null) =>
  refusalCode === null ? `refund ${state}` : `refund refused by ${refusalCode}`
