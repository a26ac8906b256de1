import { both } from '../../../src/contract/texts.ts'
import type { Say } from '../../ground/commands/language.ts'
import { sayTime } from '../../ground/commands/wall-time.ts'
import { CSV_MARK, csvOf } from '../../ground/csv.ts'
import { sayMonth } from '../month.ts'
import { yuan } from '../yuan.ts'
import type { ReceiptReceiver } from './receipt-receiver.ts'

const HEADINGS = [
  ...[both('月份', 'month'), both('时间', 'time'), both('订单号', 'order'), both('商户订单号', 'payment number')],
  ...[
    both('支付方交易号', 'transaction number'),
    both('项目', 'item'),
    both('份数', 'copies'),
    both('金额(元)', 'amount (yuan)'),
  ],
]

/** Makes a table of receipts, which platforms and spreadsheets take in. */
export const receiptsAsCsv = (timeZone: string, say: Say): ReceiptReceiver<string> => ({
  take: (month, lines) => {
    const named = say(sayMonth(month, timeZone))
    const rows = lines.map(line => [
      ...[named, sayTime(timeZone, line.at), line.orderNumber, line.paymentNumber, line.transactionNumber],
      ...[line.title && say(line.title), line.copies, yuan(line.amountFen)],
    ])
    return CSV_MARK + csvOf([HEADINGS.map(say), ...rows])
  },
})
