import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Say } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { CSV_MARK, csvOf } from '../ground/csv.ts'
import type { Bridge } from './bridge.ts'
import { type Month, sayMonth } from './month.ts'
import { sayTie, tableOfBridge } from './say-bridge.ts'
import { STATEMENT_FIGURES, type Statement, type StatementFigures, type StatementLine } from './statement.ts'
import { yuan } from './yuan.ts'

/** Headings for people; amounts are in yuan under them. */
const HEADINGS: Readonly<Record<keyof StatementFigures, Bilingual>> = {
  copiesFree: both('免费份数', 'free'),
  copiesPaid: both('付费份数', 'paid'),
  copiesReprinted: both('重打份数', 'reprinted'),
  heldAtStartFen: both('月初待定', 'held at start'),
  owedAtStartFen: both('月初待退', 'owed at start'),
  receivedFen: both('收款', 'received'),
  chargedFen: both('计费', 'charged'),
  refundedFen: both('已退款', 'refunded'),
  refundedByHandFen: both('人工退款', 'by hand'),
  returnedFen: both('退回本校', 'came back'),
  lostFen: both('损失', 'lost'),
  heldAtEndFen: both('月末待定', 'held at end'),
  owedAtEndFen: both('月末待退', 'owed at end'),
}

/** What is said of a month: the statement, and how the bills of the provider follow from it. */
export interface StatementSaid {
  readonly statement: Statement
  readonly month: Month
  readonly bridge: Bridge
  readonly timeZone: string
}

const isCopies = (name: keyof StatementFigures) => name.startsWith('copies')
const figureOf = (one: StatementFigures, name: keyof StatementFigures): string =>
  isCopies(name) ? String(one[name]) : yuan(one[name])

const cells = (one: StatementFigures) => STATEMENT_FIGURES.map(name => figureOf(one, name))

/** For spreadsheets, which open it as UTF-8 by the mark at its head, and make the sums themselves: a row of them would be counted twice. */
export function csvOfStatement(
  { statement: { lines }, month, timeZone }: Omit<StatementSaid, 'bridge'>,
  say: Say,
): string {
  const unit = (name: keyof StatementFigures) => {
    const { zh, en } = HEADINGS[name]
    return isCopies(name) ? both(zh, `copies ${en}`) : both(`${zh}(元)`, `${en} (yuan)`)
  }
  const heading = [
    ...[both('月份', 'month'), both('自助机', 'kiosk'), both('自助机编号', 'kiosk id'), both('位置', 'place')],
    ...[both('文件种类', 'kind of document'), ...STATEMENT_FIGURES.map(unit)],
  ].map(say)
  const named = say(sayMonth(month, timeZone))
  const rows = lines.map(line => [
    ...[
      named,
      say(kioskOf(line)) || say(NO_ORDER),
      line.terminalId,
      say(line.place),
      kindOf(line, say),
      ...cells(line),
    ],
  ])
  return CSV_MARK + csvOf([heading, ...rows])
}

/** For people at a terminal. */
export function textOfStatement(
  { statement: { lines, total, ties }, month, bridge, timeZone }: StatementSaid,
  say: Say,
): string {
  const heading = [both('自助机', 'kiosk'), both('文件种类', 'kind'), ...STATEMENT_FIGURES.map(name => HEADINGS[name])]
  const rows = lines.map(line => [
    textForTerminal([say(kioskOf(line)), say(line.place)].filter(Boolean).join(' ')) || say(NO_ORDER),
    kindOf(line, say),
    ...cells(line),
  ])
  const table = tableForTerminal([heading.map(say), ...rows, [say(ALL), '', ...cells(total)]])
  const tie = ties
    ? both('合计与账簿相符。', 'It ties to the books.')
    : both('合计与账簿不符：用 yinzheng check 查在哪里。', 'It does not tie to the books: yinzheng check says where.')
  const named = sayMonth(month, timeZone)
  return [
    say(both(`${named.zh} 收支，金额单位：元`, `${named.en}, amounts in yuan`)),
    table,
    say(tie),
    say(both('从账簿到支付方的账单：', "From the books to the provider's bills:")),
    tableOfBridge(bridge, say),
    sayTie(bridge, say),
    say(
      both(
        `逐笔：yinzheng books bridge --month ${month.month} --config FILE`,
        `One by one: yinzheng books bridge --month ${month.month} --config FILE`,
      ),
    ),
  ].join('\n\n')
}

/** A kind of document as people call it; the machine's own name where no document of it is left. */
const kindOf = ({ kind, kindTitle }: StatementLine, say: Say): string =>
  textForTerminal((kindTitle && say(kindTitle)) || kind || '')

const NO_ORDER = both('无订单', 'no order')
const ALL = both('合计', 'all')

const kioskOf = ({ kiosk, terminalId }: StatementLine): Bilingual => {
  const id = terminalId ?? ''
  return both(kiosk.zh || kiosk.en || id, kiosk.en || kiosk.zh || id)
}
