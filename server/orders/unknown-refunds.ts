import type { Kysely, Transaction } from 'kysely'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { MerchantKey, Refund } from '../payments/payments.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'

/**
 * Keeps what the merchant `from` has told of a refund that nobody here has asked for: one made at its console, or one that a database has
 * lost. It is a case before anybody is told that it was heard; a repeat is counted, and asks nothing of anybody. False where the number
 * is that of a refund at another merchant.
 */
export async function keepUnknownRefund(
  { db, cases }: { readonly db: Kysely<Tables>; readonly cases: OpenCases },
  from: MerchantKey,
  { outTradeNo, refund }: { readonly outTradeNo: string; readonly refund: Refund },
  now: Date,
): Promise<boolean> {
  const { outRefundNo, state, refundFen } = refund
  return db.transaction().execute(async tx => {
    const elsewhere = await tx
      .selectFrom('refund')
      .select('refund_id')
      .where('out_refund_no', '=', outRefundNo)
      .executeTakeFirst()
    if (elsewhere) return false
    if (!(await isNews(tx, from, { outTradeNo, refund }, now))) return true
    const order = await tx
      .selectFrom('print_order')
      .select(['order_id', 'order_number'])
      .where('out_trade_no', '=', outTradeNo)
      .where('provider', '=', from.provider)
      .where('merchant_id', '=', from.merchantId)
      .executeTakeFirst()
    const orderId = order?.order_id ?? null
    const evidence = {
      source: 'provider',
      atMs: now.getTime(),
      says: sentence('refund-is-unasked', { state, refundFen }),
      facts: { ...from, outTradeNo, outRefundNo, refundFen, orderNumber: order?.order_number ?? null },
    } as const
    const news = { orderId, amountFen: refundFen, evidence: [evidence], byItself: null }
    // Of a refund that stands on the bill and not here, reconciliation speaks under the same cause.
    await cases.open(tx, { kind: 'refund-differs', subject: outRefundNo, ...news }, now)
    await audit(tx, now, {
      event: 'refund-unknown',
      subject: orderId ?? outTradeNo,
      terminalId: null,
      detail: { ...from, outRefundNo, refundFen, state },
    })
    return true
  })
}

/** Writes it down; whether it was said for the first time, or is otherwise than it was said before. */
async function isNews(
  tx: Transaction<Tables>,
  { provider, merchantId }: MerchantKey,
  { outTradeNo, refund }: { readonly outTradeNo: string; readonly refund: Refund },
  now: Date,
): Promise<boolean> {
  const key = { provider, merchant_id: merchantId, out_refund_no: refund.outRefundNo }
  const said = { said_state: refund.state, said_fen: refund.refundFen }
  const inserted = await tx
    .insertInto('unknown_refund')
    .values({ ...key, out_trade_no: outTradeNo, ...said, heard_at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('out_refund_no')
    .executeTakeFirst()
  if (inserted) return true
  const ofKey = tx
    .selectFrom('unknown_refund')
    .selectAll()
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchantId)
    .where('out_refund_no', '=', refund.outRefundNo)
  const known = await ofKey.forUpdate().executeTakeFirstOrThrow()
  await tx
    .updateTable('unknown_refund')
    .set({ ...said, heard_times: known.heard_times + 1 })
    .where('provider', '=', provider)
    .where('merchant_id', '=', merchantId)
    .where('out_refund_no', '=', refund.outRefundNo)
    .execute()
  return known.said_state !== refund.state || known.said_fen !== refund.refundFen
}
