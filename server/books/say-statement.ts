import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { CSV_MARK, csvOf } from '../ground/csv.ts'
import { STATEMENT_FIGURES, type Statement, type StatementFigures, type StatementLine } from './statement.ts'
import { yuan } from './yuan.ts'

/** Headings for people; amounts are in yuan under them. */
const HEADINGS: Readonly<Record<keyof StatementFigures, { readonly zh: string; readonly en: string }>> = {
  copiesFree: { zh: '免费份数', en: 'free' },
  copiesPaid: { zh: '付费份数', en: 'paid' },
  copiesReprinted: { zh: '重打份数', en: 'reprinted' },
  heldAtStartFen: { zh: '月初待定(元)', en: 'held at start' },
  owedAtStartFen: { zh: '月初待退(元)', en: 'owed at start' },
  receivedFen: { zh: '收款(元)', en: 'received' },
  chargedFen: { zh: '计费(元)', en: 'charged' },
  refundedFen: { zh: '已退款(元)', en: 'refunded' },
  refundedByHandFen: { zh: '人工退款(元)', en: 'by hand' },
  returnedFen: { zh: '退回本校(元)', en: 'came back' },
  heldAtEndFen: { zh: '月末待定(元)', en: 'held at end' },
  owedAtEndFen: { zh: '月末待退(元)', en: 'owed at end' },
}

const figureOf = (one: StatementFigures, name: keyof StatementFigures): string =>
  name.startsWith('copies') ? String(one[name]) : yuan(one[name])

const cells = (one: StatementFigures) => STATEMENT_FIGURES.map(name => figureOf(one, name))

/** For spreadsheets, in Chinese, which open it as UTF-8 by the mark at its head. */
export function csvOfStatement({ month, lines, total }: Statement): string {
  const heading = ['月份', '机器', '位置', '文件种类', ...STATEMENT_FIGURES.map(name => HEADINGS[name].zh)]
  const rows = lines.map(line => [month, kioskOf(line) || '无订单', line.place.zh, line.kind, ...cells(line)])
  return CSV_MARK + csvOf([heading, ...rows, [month, '合计', '', '', ...cells(total)]])
}

/** For people at a terminal. */
export function textOfStatement({ month, lines, total, ties }: Statement): string {
  const heading = ['kiosk', 'kind', ...STATEMENT_FIGURES.map(name => HEADINGS[name].en)]
  const rows = lines.map(line => [
    textForTerminal([kioskOf(line), line.place.zh].filter(Boolean).join(' ')) || 'no order',
    line.kind ?? '',
    ...cells(line),
  ])
  const table = tableForTerminal([heading, ...rows, ['all', '', ...cells(total)]])
  const tie = ties ? 'It ties to the books.' : 'It does not tie to the books: yinzheng check says where.'
  return `${month}, amounts in yuan\n\n${table}\n\n${tie}`
}

const kioskOf = ({ kiosk, terminalId }: StatementLine): string => kiosk.zh || (terminalId ?? '')
