import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { PRINTERS } from './day-rows.ts'
import { type DayReport, LINE_CLASSES, type ReportedMerchant } from './reconciliation.ts'
import { matchSheets } from './sheets.ts'

/** What is known of a day, by what was kept when it was last reconciled. */
export async function reportOf(db: Kysely<Tables>, day: string, timeZone: string): Promise<DayReport> {
  const days = await db
    .selectFrom('reconciled_day')
    .selectAll()
    .where('day', '=', day)
    .where('provider', '<>', PRINTERS.provider)
    .orderBy('provider')
    .orderBy('merchant_id')
    .execute()
  const sums = await db
    .selectFrom('bill_line')
    .select(({ fn }) => [
      ...(['provider', 'merchant_id', 'kind', 'class'] as const),
      fn.countAll<string>().as('count'),
      fn.sum<string>('amount_fen').as('sum'),
    ])
    .where('day', '=', day)
    .groupBy(['provider', 'merchant_id', 'kind', 'class'])
    .execute()
  const differences = await db
    .selectFrom('bill_difference')
    .leftJoin('print_order', 'print_order.order_id', 'bill_difference.order_id')
    .selectAll('bill_difference')
    .select('print_order.order_number')
    .where('day', '=', day)
    .orderBy('class')
    .orderBy('subject')
    .execute()
  const merchants = days.map((row): ReportedMerchant => {
    const own = sums.filter(one => one.provider === row.provider && one.merchant_id === row.merchant_id)
    const lines = LINE_CLASSES.flatMap(of =>
      (['payment', 'refund'] as const).flatMap(kind =>
        own
          .filter(one => one.class === of && one.kind === kind)
          .map(({ count, sum }) => ({ kind, class: of, count: Number(count), sumFen: Number(sum) })),
      ),
    )
    return {
      ...{ provider: row.provider, merchantId: row.merchant_id, state: row.state, bill: row.bill, why: row.last_code },
      ...{ paymentsFen: Number(row.payments_fen ?? 0), refundsFen: Number(row.refunds_fen ?? 0), lines },
    }
  })
  return {
    day,
    merchants,
    sheets: (await matchSheets(db, day, timeZone)).byTerminal,
    differences: differences.map(row => ({
      ...{ provider: row.provider, merchantId: row.merchant_id, class: row.class, state: row.state },
      ...{ orderNumber: row.order_number, outTradeNo: row.out_trade_no, outRefundNo: row.out_refund_no },
      ...{ here: row.here_fen, there: row.there_fen, answer: row.answer, caseNumber: row.case_number },
    })),
  }
}
