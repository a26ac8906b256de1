import type { Kysely } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Merchant, PaymentFailure, Refund, Transaction } from '../payments/payments.ts'
import type { RefundRow } from './refund-machine.ts'
import { findRefundsBefore, sayRefundsBefore } from './refunded-before.ts'

/**
 * Looks for money that has gone back already and that these tables know nothing of, as after a backup was restored: the provider says that
 * some of the payment was refunded, and no refund here could be that one. The refund's own number is asked about first: then it is this
 * one, and nothing is sent. Null when there is nothing of the kind.
 */
export async function findStrayed(
  db: Kysely<Tables>,
  row: RefundRow,
  trade: Transaction,
  { payments }: Pick<Merchant, 'payments'>,
): Promise<Result<Refund, PaymentFailure> | null> {
  if (!trade.hasRefunds || row.state !== 'due' || row.closings > 0) return null
  const own = await payments.queryRefund(row.out_refund_no)
  if (own.ok) return ok(own.value)
  if (own.error.kind !== 'not-found') return err(own.error)
  if (await couldBeAnother(db, row)) return null
  const found = await findRefundsBefore(payments, row.out_trade_no, row.out_refund_no)
  if (!found.ok) return found
  const what = sayRefundsBefore(found.value)
  return err({
    kind: 'refused',
    code: 'REFUNDED_BEFORE',
    words: sentence('gone-back-before', { parts: what }),
  })
}

async function couldBeAnother(db: Kysely<Tables>, row: RefundRow): Promise<boolean> {
  const sent = await db
    .selectFrom('refund')
    .select('refund_id')
    .where('out_trade_no', '=', row.out_trade_no)
    .where('refund_id', '<>', row.refund_id)
    .where(either => either.or([either('tries', '>', 0), either('state', '<>', 'due'), either('closings', '>', 0)]))
    .executeTakeFirst()
  return sent !== undefined
}
