import type { Kysely } from 'kysely'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { DAY_MS } from './back-off.ts'
import { audit } from './orders-audit.ts'
import { lockRefund, type OpenCases } from './refund-rows.ts'

const BATCH = 100

/**
 * Makes a case of every refund that its provider has had under way for `withinMs`. It is asked about as before, and its end ends the
 * case. Returns how many cases are new.
 */
export async function tellSlowRefunds(
  { db, cases, withinMs }: { readonly db: Kysely<Tables>; readonly cases: OpenCases; readonly withinMs: number },
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - withinMs)
  let told = 0
  for (;;) {
    const slow = await db
      .selectFrom('refund')
      .select('refund_id')
      .where(({ eb, and, or }) =>
        or([
          and([eb('state', '=', 'accepted'), eb('accepted_at', '<=', since)]),
          // The provider has it, and names it otherwise for as long: nothing is booked of it, and a person may have to end it.
          and([eb('state', '=', 'due'), eb('doubt_about', '=', 'refund'), eb('created_at', '<=', since)]),
        ]),
      )
      .where('slow_told_at', 'is', null)
      .orderBy('accepted_at')
      .limit(BATCH)
      .execute()
    if (slow.length === 0) return told
    for (const { refund_id } of slow) {
      await db.transaction().execute(async tx => {
        const row = await lockRefund(tx, refund_id)
        if ((row.state !== 'accepted' && row.state !== 'due') || row.slow_told_at !== null) return
        await tx.updateTable('refund').set({ slow_told_at: now }).where('refund_id', '=', refund_id).execute()
        const days = Math.round(withinMs / DAY_MS)
        const evidence = {
          source: 'server',
          atMs: now.getTime(),
          says: days === 1 ? sentence('refund-slow-day') : sentence('refund-slow', { days }),
          facts: {
            ...{ outTradeNo: row.out_trade_no, outRefundNo: row.out_refund_no, refundFen: row.refund_fen },
            ...{
              provider: row.provider,
              merchantId: row.merchant_id,
              acceptedAt: row.accepted_at?.toISOString() ?? null,
            },
          },
        } as const
        const byItself = row.next_try_at && {
          what: sentence('asks-after-refund'),
          atMs: row.next_try_at.getTime(),
        }
        const news = { orderId: row.order_id, amountFen: row.refund_fen, evidence: [evidence], byItself }
        await cases.open(tx, { kind: 'refund-slow', subject: refund_id, ...news }, now)
        const detail = { outRefundNo: row.out_refund_no, refundFen: row.refund_fen }
        const subject = row.order_id ?? row.out_trade_no
        await audit(tx, now, { event: 'refund-slow', subject, terminalId: null, detail })
        told++
      })
    }
  }
}
