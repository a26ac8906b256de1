import type { Kysely } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { closedByPeople } from './closed-differences.ts'
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
    .leftJoin('terminal', 'terminal.terminal_id', 'print_order.terminal_id')
    .selectAll('bill_difference')
    .select(['print_order.order_number', 'print_order.terminal_id', 'terminal.name_zh', 'terminal.name_en'])
    .where('day', '=', day)
    .orderBy('class')
    .orderBy('subject')
    .execute()
  const closed = await closedByPeople(
    db,
    differences.filter(({ state }) => state === 'open').map(one => one.case_number),
  )
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
  const { byTerminal: sheets } = await matchSheets(db, day, timeZone)
  const terminals = await db.selectFrom('terminal').select(['terminal_id', 'name_zh', 'name_en']).execute()
  const names = new Map(terminals.map(one => [one.terminal_id, one]))
  return {
    day,
    merchants,
    sheets: sheets.map(one => ({ ...one, kiosk: nameOf(one.terminalId, names.get(one.terminalId)) })),
    differences: differences.map(row => ({
      ...{ provider: row.provider, merchantId: row.merchant_id, class: row.class },
      ...{ state: closed.has(row.case_number) ? ('closed' as const) : row.state },
      closed: closed.get(row.case_number) ?? null,
      terminalId: row.terminal_id,
      kiosk: row.terminal_id === null ? null : nameOf(row.terminal_id, row),
      ...{ orderNumber: row.order_number, outTradeNo: row.out_trade_no, outRefundNo: row.out_refund_no },
      ...{ here: row.here_fen, there: row.there_fen, answer: row.answer, caseNumber: row.case_number },
    })),
  }
}

type Named = { readonly name_zh: string | null; readonly name_en: string | null }

/** What people call a kiosk; its id where it has no name. */
const nameOf = (terminalId: string, named: Named | undefined): Bilingual => ({
  zh: named?.name_zh || named?.name_en || terminalId,
  en: named?.name_en || named?.name_zh || terminalId,
})
