import { textForTerminal } from '../ground/commands/printable.ts'
import type { DayReport, ReportedDifference, ReportedMerchant } from './reconciliation.ts'

/** Whether every bill is in hand and nothing differs that nobody has explained. */
export function isClean({ merchants, differences }: DayReport): boolean {
  return merchants.every(({ state }) => state === 'matched') && differences.every(({ state }) => state === 'explained')
}

/** Yuan with two digits, as the bill writes them. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The report for programs. Amounts are in yuan, as text. */
export function jsonOf(report: DayReport): object {
  return {
    day: report.day,
    clean: isClean(report),
    merchants: report.merchants.map(({ paymentsFen, refundsFen, lines, ...merchant }) => ({
      ...merchant,
      ...{ paymentsYuan: yuan(paymentsFen), refundsYuan: yuan(refundsFen) },
      lines: lines.map(({ sumFen, ...line }) => ({ ...line, sumYuan: yuan(sumFen) })),
    })),
    sheets: report.sheets,
    differences: report.differences.map(one => ({ ...one, ...figuresOf(one) })),
  }
}

/** Of sheets the figures are sheets, of everything else yuan. */
const figuresOf = ({ class: of, here, there }: ReportedDifference) => {
  const figure = (one: number | null) => (one === null ? null : of === 'sheets-differ' ? String(one) : yuan(one))
  return { here: figure(here), there: figure(there) }
}

const COLUMNS = [
  ...(['class', 'state', 'caseNumber', 'here', 'there', 'orderNumber', 'outTradeNo', 'outRefundNo', 'answer'] as const),
  ...(['provider', 'merchantId'] as const),
]

/** The differences as a table that spreadsheets open: RFC 4180, with a header. */
export function csvOf({ day, differences }: DayReport): string {
  const rows = differences.map(one => {
    const cells = { ...one, ...figuresOf(one) }
    return [day, ...COLUMNS.map(column => cells[column] ?? '')]
  })
  return [['day', ...COLUMNS], ...rows].map(row => row.map(cellOf).join(',')).join('\r\n')
}

/** No text of a bill becomes a formula in a spreadsheet. */
function cellOf(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The report for people. */
export function textOf(report: DayReport): string {
  const { day, merchants, sheets, differences } = report
  const open = differences.filter(({ state }) => state === 'open')
  const explained = differences.length - open.length
  return [
    `${day}: ${isClean(report) ? 'nothing differs' : `${open.length} to be explained`}${explained > 0 ? `, ${explained} explained` : ''}`,
    ...(merchants.length === 0 ? ['no merchant'] : []),
    ...merchants.flatMap(linesOf),
    ...(sheets.length > 0 ? ['', 'Sheets that printers have counted'] : []),
    ...sheets.map(one => `  ${one.terminalId}  ${one.copiesDelivered} copies, ${one.sheetsCounted} sheets`),
    ...(differences.length > 0 ? ['', 'Differences'] : []),
    ...differences.flatMap(differenceLines),
  ].join('\n')
}

const BILL_WORDS = {
  taken: 'the bill is compared',
  'no-trade': 'nothing was traded, says the provider',
  'not-offered': 'the provider gives out no bills',
} as const

function linesOf({
  provider,
  merchantId,
  state,
  bill,
  why,
  paymentsFen,
  refundsFen,
  lines,
}: ReportedMerchant): string[] {
  const what = bill ? BILL_WORDS[bill] : `there is no bill yet (${textForTerminal(why ?? 'not asked')})`
  const waiting = state === 'asking' ? '; the provider has yet to answer about something' : ''
  return [
    '',
    `${provider}, merchant ${merchantId}: ${what}${waiting}`,
    ...(bill === 'taken' ? [`  payments ${yuan(paymentsFen)}, refunds ${yuan(refundsFen)}`] : []),
    ...lines.map(
      one => `  ${`${one.kind}s ${one.class}`.padEnd(30)} ${String(one.count).padStart(7)}  ${yuan(one.sumFen)}`,
    ),
  ]
}

function differenceLines(one: ReportedDifference): string[] {
  const { here, there } = figuresOf(one)
  const numbers = [one.orderNumber, one.outRefundNo ?? one.outTradeNo].filter(Boolean).join(', ')
  return [
    `  ${one.caseNumber}  ${one.class}${one.state === 'explained' ? ' (explained)' : ''}  ${numbers}`,
    `    here ${here ?? '-'}, there ${there ?? '-'}${one.answer === null ? '' : `; asked: ${textForTerminal(one.answer)}`}`,
  ]
}
