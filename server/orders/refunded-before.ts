import type { Kysely, Transaction } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import { type CaseEvidence, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { PaymentFailure, Payments } from '../payments/payments.ts'
import { orderEvidence, outcomeMissing } from './order-cases.ts'
import type { OrderRow, RefundCause } from './order-machine.ts'
import { lockOrder } from './order-rows.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'

/** Names that the first refund of a payment may have had; see `nameOfRefund`. */
const NAMES: readonly RefundCause[] = ['not-delivered', 'proven-absent', 'paid-late', 'wrong-amount', 'by-hand-decided']

/** A refund that the provider has and no table here. */
export interface RefundBefore {
  readonly outRefundNo: string
  readonly refundFen: number
  readonly state: string
}

/** Asks for refunds of a payment under every number that the house would have given its first one, but for `own`. */
export async function findRefundsBefore(
  payments: Pick<Payments, 'queryRefund'>,
  outTradeNo: string,
  own: string | null = null,
): Promise<Result<readonly RefundBefore[], PaymentFailure>> {
  const found: RefundBefore[] = []
  for (const name of NAMES) {
    const outRefundNo = `${outTradeNo}-${name}-1`
    if (outRefundNo === own) continue
    const answer = await payments.queryRefund(outRefundNo)
    if (answer.ok) found.push(answer.value)
    else if (answer.error.kind !== 'not-found') return err(answer.error)
  }
  return ok(found)
}

/** What was found, in words. */
export const sayRefundsBefore = (found: readonly RefundBefore[]): string =>
  found.length === 0
    ? sentence('gone-back-unknown')
    : found
        .map(({ refundFen, outRefundNo: number, state }) => sentence('gone-back-part', { refundFen, number, state }))
        .join('; ')

/**
 * The provider says that money of a paid order has gone back, and these tables know of no refund of it: an older state of the database was
 * restored, or somebody paid it back at the console. Its terminal may have told what came out before that, and never tells it again: so
 * nobody waits for it, and people have the order at once, with what the provider says. What the terminal tells all the same settles it.
 */
export async function tellRefundedBefore(
  parts: { readonly db: Kysely<Tables>; readonly cases: OpenCases; readonly now: () => Date },
  row: OrderRow,
  payments: Pick<Payments, 'queryRefund'>,
): Promise<void> {
  const { db, cases, now } = parts
  if (row.out_trade_no === null || !(await isUntold(db, row))) return
  const found = await findRefundsBefore(payments, row.out_trade_no)
  // Whoever is silent now is asked again, and then the case names the refund.
  if (!found.ok) return
  await db.transaction().execute(async tx => {
    const locked = await lockOrder(tx, row.order_id)
    if (!(await isUntold(tx, locked))) return
    const at = now()
    await tx.updateTable('print_order').set({ missing_told_at: at }).where('order_id', '=', row.order_id).execute()
    const backFen = found.value.reduce((sum, { refundFen }) => sum + refundFen, 0)
    const evidence: CaseEvidence = [
      orderEvidence(locked, at),
      {
        source: 'provider',
        atMs: at.getTime(),
        says: sentence('gone-back', { parts: sayRefundsBefore(found.value) }),
        facts: { outTradeNo: locked.out_trade_no, refundFen: backFen > 0 ? backFen : null },
      },
    ]
    const news = { orderId: row.order_id, amountFen: locked.paid_fen, evidence, byItself: null }
    await cases.open(tx, { ...outcomeMissing(locked), ...news }, at)
    const detail = { refundedBeforeFen: backFen, paidFen: locked.paid_fen }
    const { terminal_id: terminalId } = locked
    await audit(tx, at, { event: 'order-outcome-missing', subject: row.order_id, terminalId, detail })
  })
}

/** A paid order of which neither its paper was told nor people were, and of which no refund is on record. */
async function isUntold(
  db: Kysely<Tables> | Transaction<Tables>,
  { state, missing_told_at, out_trade_no }: OrderRow,
): Promise<boolean> {
  if (state !== 'ready' || missing_told_at !== null) return false
  const refund = await db
    .selectFrom('refund')
    .select('refund_id')
    .where('out_trade_no', '=', out_trade_no!)
    .executeTakeFirst()
  return refund === undefined
}
