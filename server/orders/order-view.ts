import type { Kysely } from 'kysely'
import type { DocumentId, JobId, OrderId } from '../../src/contract/ids.ts'
import type { Order, OrderState, Settlement } from '../../src/contract/orders-api.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Merchants } from '../payments/payments.ts'
import type { FreeCopies } from './free-copies.ts'
import type { OrderRow } from './order-machine.ts'

const STATES: Record<OrderRow['state'], OrderState> = {
  opening: 'awaiting-payment',
  'awaiting-payment': 'awaiting-payment',
  closing: 'awaiting-payment',
  ready: 'ready',
  closed: 'closed',
  ended: 'ended',
}

/** While a visitor may still stand there: after that nobody reads it, and the terminal has the order settled. */
const ON_ITS_WAY_BACK_MS = 10 * 60_000

/**
 * Whether "nothing was charged" would not be true, though nothing can be printed: something was said of a payment that does not fit,
 * or what was paid is on its way back.
 */
export function isUnclear(row: OrderRow, now: Date): boolean {
  if (row.state === 'ready' || row.state === 'ended') return false
  if (row.paid_fen === 0) return row.doubt !== null
  return row.over_at !== null && now.getTime() - row.over_at.getTime() < ON_ITS_WAY_BACK_MS
}

/** An order as a terminal may know it, with the free copies that its person has left now. */
export async function viewOrder(
  db: Kysely<Tables>,
  row: OrderRow,
  now: Date,
  freeCopies: Pick<FreeCopies, 'countFor'>,
  merchants: Pick<Merchants, 'find'>,
): Promise<Order> {
  const merchant = merchants.find({ provider: row.provider, merchantId: row.merchant_id })
  const quote = {
    copies: row.copies,
    freeCopies: row.free_copies,
    paidCopies: row.copies - row.free_copies,
    unitPriceFen: row.unit_price_fen,
    amountFen: row.amount_fen,
  }
  const unclear = isUnclear(row, now)
  const isPayable = row.state === 'awaiting-payment' && row.pay_until !== null && !unclear
  const settlement = async () => {
    if (await isForAnother(db, row)) return { ...settlementOf(row, 0), forAnother: true as const }
    const { person_id, kind } = await db
      .selectFrom('document')
      .select(['person_id', 'kind'])
      .where('document_id', '=', row.document_id)
      .executeTakeFirstOrThrow()
    return settlementOf(row, (await freeCopies.countFor(person_id, kind, row.terminal_id)).left)
  }
  const first =
    row.reprint_of === null
      ? undefined
      : await db
          .selectFrom('print_order')
          .select('order_number')
          .where('order_id', '=', row.reprint_of)
          .executeTakeFirst()
  return {
    orderId: row.order_id as OrderId,
    jobId: row.job_id as JobId,
    orderNumber: row.order_number,
    state: unclear ? 'awaiting-payment' : STATES[row.state],
    quote,
    documentId: row.document_id as DocumentId,
    payment: merchant && { provider: merchant.provider, name: merchant.name, payeeName: merchant.payeeName },
    codeUrl: isPayable ? row.code_url : null,
    payWithinMs: isPayable && row.pay_until ? Math.max(0, row.pay_until.getTime() - now.getTime()) : null,
    settlement: row.state === 'ended' ? await settlement() : null,
    paymentReference: row.out_trade_no,
    reprintOf: first?.order_number ?? null,
  }
}

/** Whether paper was collected for somebody else: how many free copies the collector has is no matter of it. */
async function isForAnother(db: Kysely<Tables>, { visit_key }: OrderRow): Promise<boolean> {
  const visit = await db.selectFrom('visit').select('mandate_id').where('visit_key', '=', visit_key).executeTakeFirst()
  return (visit?.mandate_id ?? null) !== null
}

/** What was settled at the time, and not what the rule or its limit would say today. */
function settlementOf(row: OrderRow, freeCopiesLeft: number): Settlement {
  const copiesDelivered = row.copies_delivered ?? 0
  return {
    copiesDelivered,
    copiesUnclear: row.copies_unclear,
    copiesGivenBack: row.copies - copiesDelivered - (row.held_fen > 0 ? row.copies_unclear : 0),
    quotaGivenBack: row.quota_given_back,
    refundFen: row.refund_fen,
    chargedFen: row.paid_fen - row.refund_fen,
    heldFen: row.held_fen,
    freeCopiesLeft,
  }
}
