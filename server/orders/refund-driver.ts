import type { Kysely, Selectable } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { post } from '../books/books.ts'
import type { RefundTable, Tables } from '../ground/store/tables.ts'
import type { MerchantKey, Merchants, Payments, Refund } from '../payments/payments.ts'
import { refundAfterMs } from './back-off.ts'
import { audit } from './orders-audit.ts'

const AFTER_CLOSED_MS = 30 * 60_000

type RefundRow = Selectable<RefundTable>

/** Pays back what is owed. A refund has one number from before the first call until its provider has finished with it. */
export interface RefundDriver {
  /** Tries every refund that is due now. */
  driveDue(): Promise<void>
  /** Takes in what the merchant `from` says of a refund unasked. False when none of that number is owed there. */
  takeIn(from: MerchantKey, refund: Refund): Promise<boolean>
}

export interface RefundDriverParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly clock: Clock
  readonly log: Logger
  /** Stands in the payer's bill, at most 80 characters. */
  readonly refundReason: string
}

export function createRefundDriver(parts: RefundDriverParts): RefundDriver {
  const { db, merchants, clock, log } = parts
  const now = () => new Date(clock.now())

  const takeIn: RefundDriver['takeIn'] = async ({ provider, merchantId }, refund) => {
    const at = now()
    return db.transaction().execute(async tx => {
      const row = await tx
        .selectFrom('refund')
        .innerJoin('print_order', 'print_order.order_id', 'refund.order_id')
        .selectAll('refund')
        .where('out_refund_no', '=', refund.outRefundNo)
        .where('provider', '=', provider)
        .where('merchant_id', '=', merchantId)
        .forUpdate('refund')
        .executeTakeFirst()
      if (!row) return false
      if (refund.refundFen !== row.refund_fen) {
        log.error({ orderId: row.order_id }, 'the provider names another amount for a refund')
        return true
      }
      const changes = changesOf(row, refund, at)
      if (!changes) return true
      await tx.updateTable('refund').set(changes).where('out_refund_no', '=', row.out_refund_no).execute()
      if (refund.state === 'succeeded') {
        const { order_id: subject, refund_fen: amountFen, out_refund_no: reference } = row
        await post(tx, { subject, cause: 'refund-paid', amountFen, reference }, at)
      }
      await audit(tx, at, {
        event: `refund-${refund.state}`,
        subject: row.order_id,
        terminalId: null,
        detail: { cause: row.cause, outRefundNo: row.out_refund_no, refundFen: row.refund_fen },
      })
      if (refund.state === 'abnormal') log.error({ orderId: row.order_id }, 'a refund needs a person')
      return true
    })
  }

  const attempt = async (row: RefundRow): Promise<void> => {
    const claimed = await db
      .updateTable('refund')
      .set({ tries: row.tries + 1, next_try_at: new Date(clock.now() + refundAfterMs(row.tries)) })
      .where('out_refund_no', '=', row.out_refund_no)
      .where('tries', '=', row.tries)
      .where('next_try_at', '<=', now())
      .returning('out_refund_no')
      .executeTakeFirst()
    if (!claimed) return
    const order = await db
      .selectFrom('print_order')
      .select(['out_trade_no', 'provider', 'merchant_id'])
      .where('order_id', '=', row.order_id)
      .executeTakeFirstOrThrow()
    const merchant = merchants.find({ provider: order.provider, merchantId: order.merchant_id })
    if (!merchant) {
      log.error({ orderId: row.order_id, provider: order.provider }, 'the merchant of a refund is not configured here')
      return
    }
    const answer = await ask(merchant.payments, row, order.out_trade_no ?? '')
    if (answer.ok) await takeIn(merchant, answer.value)
    else log.warn({ orderId: row.order_id, tries: row.tries + 1, ...answer.error }, 'a refund is not through yet')
  }

  const ask = async (payments: Payments, row: RefundRow, outTradeNo: string) => {
    // After a first try the call may have arrived although nothing was heard: ask before sending it again.
    const known = row.tries > 0 ? await payments.queryRefund(row.out_refund_no) : null
    // Silence is asked again; after any other word the same number may be sent again, for it is the same refund.
    if (known && (known.ok || known.error.kind === 'unknown')) return known
    return payments.refund({
      outTradeNo,
      outRefundNo: row.out_refund_no,
      refundFen: row.refund_fen,
      totalFen: row.total_fen,
      reason: parts.refundReason,
    })
  }

  return {
    driveDue: async () => {
      const due = await db
        .selectFrom('refund')
        .selectAll()
        .where('next_try_at', '<=', now())
        .orderBy('next_try_at')
        .limit(200)
        .execute()
      for (const row of due) {
        await attempt(row).catch(error => log.error(error, 'a refund could not be moved on'))
      }
    },
    takeIn,
  }
}

/** Forwards only: what has succeeded stays so. Null when nothing changes. */
function changesOf(row: RefundRow, refund: Refund, at: Date) {
  if (row.state === 'succeeded') return null
  switch (refund.state) {
    case 'succeeded':
      return { state: 'succeeded' as const, next_try_at: null, succeeded_at: at }
    case 'processing':
      return row.state === 'due' ? { state: 'accepted' as const } : null
    case 'abnormal':
      return row.state === 'needs-hand' ? null : { state: 'needs-hand' as const, next_try_at: null }
    case 'closed':
      // The provider has given this number up for good and paid nothing: only now may another take its place, after a while.
      return {
        state: 'due' as const,
        out_refund_no: nextNumber(row.out_refund_no),
        tries: 0,
        next_try_at: new Date(at.getTime() + AFTER_CLOSED_MS),
      }
  }
}

function nextNumber(outRefundNo: string): string {
  const cut = outRefundNo.lastIndexOf('-') + 1
  return outRefundNo.slice(0, cut) + (Number(outRefundNo.slice(cut)) + 1)
}
