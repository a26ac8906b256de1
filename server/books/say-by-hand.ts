import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Say } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime, sayZone } from '../ground/commands/wall-time.ts'
import { CSV_MARK, csvOf } from '../ground/csv.ts'
import type { ByHandBook, ByHandRefund } from './by-hand.ts'
import { sayMonth } from './month.ts'
import { yuan } from './yuan.ts'

const HEADINGS = [
  both('时间', 'time'),
  both('订单号', 'order'),
  both('金额(元)', 'amount (yuan)'),
  both('经手人', 'by'),
  both('同意人', 'agreed by'),
  both('凭证号', 'reference'),
  both('原因', 'reason'),
  both('支付方是否又退了一次', 'paid by the provider as well'),
  both('事项编号', 'case'),
  both('商户订单号', 'order number at the provider'),
]

/** For spreadsheets, without the sum: they make it themselves. */
export function csvOfByHand(book: ByHandBook, timeZone: string, say: Say): string {
  const month = say(sayMonth(book, timeZone))
  const rows = book.refunds.map(one => [month, ...cellsOf(one, timeZone, say)])
  const heading = [both('月份', 'month'), ...HEADINGS].map(say)
  return CSV_MARK + csvOf([heading, ...rows])
}

/** For people at a terminal. */
export function textOfByHand(book: ByHandBook, timeZone: string, say: Say): string {
  const { refunds, sumFen, cameBackFen, atStartFen, atEndFen, ties } = book
  const month = sayMonth(book, timeZone)
  const rows = refunds.map(one => cellsOf(one, timeZone, say).map(textForTerminal))
  const table =
    refunds.length === 0
      ? say(both('没有人工退款。', 'Nothing was refunded by hand.'))
      : tableForTerminal([
          HEADINGS.map(say),
          ...rows,
          ['', say(both('合计', 'all')), yuan(sumFen), ...Array(HEADINGS.length - 3).fill('')],
        ])
  const [start, paid, back, end] = [atStartFen, sumFen, cameBackFen, atEndFen].map(yuan)
  const account = both(
    `账簿科目“人工退款”：期初 ${start}，加：本期人工退款 ${paid}，减：退回本校 ${back}，期末 ${end}。`,
    `The account of refunds by hand: ${start} at the start, plus ${paid} refunded by hand, less ${back} that came back to the university, ${end} at the end. `,
  )
  const tie = ties
    ? both('合计与账簿相符。', 'It ties to the books.')
    : both('合计与账簿不符：用 yinzheng check 查在哪里。', 'It does not tie to the books: yinzheng check says where.')
  return [
    say(
      both(`${month.zh} 人工退款。${sayZone(timeZone).zh}`, `${month.en}, refunded by hand. ${sayZone(timeZone).en}`),
    ),
    table,
    `${say(account)}${say(tie)}`,
  ].join('\n\n')
}

function cellsOf(one: ByHandRefund, timeZone: string, say: Say): string[] {
  return [
    ...[sayTime(timeZone, new Date(one.at)), one.orderNumber ?? say(both('无订单', 'no order')), yuan(one.amountFen)],
    ...[one.by ?? '', one.agreedBy ?? '', one.reference ?? '', one.reason ?? ''],
    say(alsoPaid(one)),
    ...[one.caseNumber ?? '', one.outTradeNo ?? ''],
  ]
}

function alsoPaid({ isPaidTwice, doubtCase, lossCase }: ByHandRefund): Bilingual {
  if (lossCase !== null) return both(`是，已记损失 ${lossCase}`, `yes, entered as lost: ${lossCase}`)
  if (isPaidTwice) return both('是', 'yes')
  return doubtCase === null ? both('否', 'no') : both(`待查 ${doubtCase}`, `to be looked at: ${doubtCase}`)
}
