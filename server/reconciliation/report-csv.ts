import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import { CSV_MARK, csvOf as tableOf } from '../ground/csv.ts'
import { providerName } from '../ground/provider-names.ts'
import type { DayReport, ReportedDifference } from './reconciliation.ts'
import { yuan } from './report-json.ts'
import { answerWords, CLASS_WORDS } from './say-report.ts'

const HEADINGS: readonly Bilingual[] = [
  both('日期', 'day'),
  both('差异', 'difference'),
  both('是否已查明', 'explained'),
  both('事项编号', 'case'),
  both('本院(元)', 'here (yuan)'),
  both('账单(元)', 'bill (yuan)'),
  both('数到(张)', 'counted (sheets)'),
  both('应有(张)', 'at least (sheets)'),
  both('订单号', 'order'),
  both('自助机', 'kiosk'),
  both('自助机编号', 'kiosk id'),
  both('商户订单号', 'order number at the provider'),
  both('商户退款单号', 'refund number at the provider'),
  both('支付方的答复', 'answer of the provider'),
  both('支付方', 'provider'),
  both('商户号', 'merchant'),
  both('结案人', 'closed by'),
  both('结案时间', 'closed at'),
]

const EXPLAINED: Readonly<Record<ReportedDifference['state'], Bilingual>> = {
  open: both('否', 'no'),
  closed: both('否，已由人结案', 'no, closed'),
  explained: both('是', 'yes'),
}

/** The differences as a table that spreadsheets open, in the reader's language. */
export function csvOf({ day, differences }: DayReport, timeZone: string, language: StaffLanguage): string {
  const say = sayIn(language)
  const rows = differences.map(one => [
    ...[day, say(CLASS_WORDS[one.class]), say(EXPLAINED[one.state])],
    ...[one.caseNumber, ...figuresOf(one), one.orderNumber, one.kiosk && say(one.kiosk), one.terminalId],
    ...[one.outTradeNo, one.outRefundNo, one.answer === null ? null : answerWords(one.answer, language)],
    ...(one.provider === 'printers'
      ? [say(both('打印机', 'printers')), null]
      : [say(providerName(one.provider)), one.merchantId]),
    ...[one.closed?.by ?? null, one.closed && sayTime(timeZone, new Date(one.closed.at))],
  ])
  return CSV_MARK + tableOf([HEADINGS.map(say), ...rows])
}

/** Amounts and sheets stand in columns of their own, so that neither is summed with the other. */
function figuresOf({ class: of, here, there }: ReportedDifference): (string | null)[] {
  const isSheets = of === 'sheets-differ'
  const money = (one: number | null) => (one === null || isSheets ? null : yuan(one))
  const sheets = (one: number | null) => (one === null || !isSheets ? null : String(one))
  return [money(here), money(there), sheets(here), sheets(there)]
}
