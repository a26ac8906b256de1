import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Say } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { CSV_MARK, csvOf } from '../ground/csv.ts'
import type { Bridge, BridgeClass, BridgeItem } from './bridge.ts'
import { sayMonth } from './month.ts'
import { yuan } from './yuan.ts'

/** What people call why books and bills differ. */
export const CLASS_WORDS: Readonly<Record<BridgeClass, Bilingual>> = {
  'billed-in-another-month': both('本月入账，在别的月份的账单上', 'booked this month, on a bill of another'),
  'booked-in-another-month': both('在别的月份入账，本月账单上', 'booked in another month, on a bill of this'),
  'bill-not-there': both('已入账，那天的账单还没有', 'booked, and the bill of its day is not there'),
  'refund-not-through': both('账单上已有、还没有退成的退款', 'refund on the bill that has not reached the payer'),
  'of-others': both('同一商户号下别人的交易', 'trade of others under the same merchant'),
  'amount-differs': both('金额不同', 'another amount'),
  'only-in-books': both('只在账簿上', 'in the books alone'),
  'only-on-bill': both('只在账单上', 'on the bill alone'),
}
const BOOKS = both('账簿：支付方', 'the books, at the provider')
const BILL = both('支付方的账单', "the provider's bills")
const PAYMENTS = both('收款(元)', 'payments (yuan)')
const REFUNDS = both('退款(元)', 'refunds (yuan)')
const CASES = both('事项编号', 'cases')

const signed = (fen: number) => (fen > 0 ? `+${yuan(fen)}` : yuan(fen))

/** The bridge as a table: the books, each class of difference, the bills. */
export function tableOfBridge({ books, classes, bill }: Bridge, say: Say): string {
  return tableForTerminal(
    [
      [both('', ''), both('笔数', 'count'), PAYMENTS, REFUNDS, CASES].map(say),
      [say(BOOKS), '', yuan(books.paymentsFen), yuan(books.refundsFen), ''],
      ...classes.map(one => [
        ...[`  ${say(CLASS_WORDS[one.class])}`, String(one.count), signed(one.paymentsFen), signed(one.refundsFen)],
        one.cases.join(' '),
      ]),
      [say(BILL), '', yuan(bill.paymentsFen), yuan(bill.refundsFen), ''],
    ],
    80,
  )
}

/** Whether it adds up, and which days it lacks. */
export function sayTie({ ties, daysWithoutBill }: Bridge, say: Say): string {
  const tie = ties
    ? both('账簿加上各类差异，正好等于账单。', 'The books and the differences make up the bills.')
    : both(
        '账簿加上各类差异不等于账单：请重新对账（yinzheng reconcile）。',
        'The books and the differences do not make up the bills: reconcile again.',
      )
  const days = daysWithoutBill.join(say(both('、', ', ')))
  const missing = both(`还没有账单的日子：${days}。`, `Days without a bill: ${days}.`)
  return [say(tie), ...(daysWithoutBill.length === 0 ? [] : [say(missing)])].join('\n')
}

/** For people at a terminal: the bridge, and each payment and refund that is in it. */
export function textOfBridge(bridge: Bridge, timeZone: string, say: Say): string {
  const month = sayMonth(bridge, timeZone)
  const items = bridge.items.map(item => cellsOf(item, say).map(textForTerminal))
  return [
    say(both(`${month.zh} 从账簿到账单`, `${month.en}, from the books to the bills`)),
    tableOfBridge(bridge, say),
    sayTie(bridge, say),
    ...(items.length === 0 ? [] : [tableForTerminal([ITEM_HEADINGS.map(say), ...items], 60)]),
  ].join('\n\n')
}

/** For spreadsheets: each payment and refund of the differences. What books and bills come to altogether is no row among them. */
export function csvOfBridge({ items, ...of }: Bridge, timeZone: string, say: Say): string {
  const month = say(sayMonth(of, timeZone))
  const heading = [both('月份', 'month'), ...ITEM_HEADINGS.slice(0, 4), DIFFERENCE, ...ITEM_HEADINGS.slice(4)]
  const rows = items.map(item => {
    const [of = '', kind = '', number = '', order = '', ...rest] = cellsOf(item, say)
    return [month, of, kind, number, order, yuan(item.billFen - item.booksFen), ...rest]
  })
  return CSV_MARK + csvOf([heading.map(say), ...rows])
}

const KINDS = { payment: both('付款', 'payment'), refund: both('退款', 'refund') } as const
const DIFFERENCE = both('差额(元)', 'difference (yuan)')
const ITEM_HEADINGS = [
  both('类别', 'class'),
  both('付款或退款', 'payment or refund'),
  both('商户单号', 'number at the provider'),
  both('订单号', 'order'),
  both('账簿(元)', 'books (yuan)'),
  both('账单(元)', 'bills (yuan)'),
  CASES,
]

function cellsOf({ class: of, kind, number, orderNumber, booksFen, billFen, cases }: BridgeItem, say: Say): string[] {
  return [
    ...[say(CLASS_WORDS[of]), say(KINDS[kind]), number, orderNumber ?? say(both('无订单', 'no order'))],
    ...[yuan(booksFen), yuan(billFen), cases.join(' ')],
  ]
}
