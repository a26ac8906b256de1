import type { BillLine, RefundState } from '../bill.ts'
import { fenOfYuan } from './bill-amount.ts'

/** What the file can't be believed for: a word for the log. Thrown inside the reading of one bill and caught at its edge. */
export class BillDamaged extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Whose bill of which day it must be. */
export interface ExpectedBill {
  readonly mchid: string
  /** YYYY-MM-DD in China. */
  readonly day: string
}

/** What a bill says of itself in its last row. */
export interface BillSums {
  readonly lineCount: number
  readonly paymentsFen: number
  readonly refundsFen: number
}

/** The columns that are read, by their names in the header: which place each has differs between bills. */
const COLUMNS = {
  at: '交易时间',
  mchid: '商户号',
  transactionId: '微信订单号',
  outTradeNo: '商户订单号',
  state: '交易状态',
  currency: '货币种类',
  amount: '订单金额',
  outRefundNo: '商户退款单号',
  refundAmount: '申请退款金额',
  refundState: '退款状态',
} as const
type Column = keyof typeof COLUMNS

const SUM_COLUMNS = { lineCount: '总交易单数', payments: '订单总金额', refunds: '申请退款总金额' } as const

/** A bill has words of its own for the state of a refund. */
const REFUND_STATES: Readonly<Record<string, RefundState>> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  FAIL: 'closed',
  CHANGE: 'abnormal',
}

/** What a column of the database holds, and far beyond any order. */
const AMOUNT_MAX_FEN = 2 ** 31 - 1

const NUMBER = /^[\x21-\x7e]{1,64}$/
const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/

/** Reads the rows of one kind of table after its header, by name. */
function columnsOf<Name extends string>(header: string, names: Readonly<Record<Name, string>>) {
  const titles = header.split(',')
  const places = Object.entries<string>(names).map(([name, title]) => [name, titles.indexOf(title)] as const)
  if (places.some(([, place]) => place < 0)) throw new BillDamaged('BILL_COLUMN_MISSING')
  return (row: string): Readonly<Record<Name, string>> => {
    if (!row.startsWith('`')) throw new BillDamaged('BILL_ROW_MALFORMED')
    // A description may hold commas; a cell begins with a back-tick, so the two together part cells.
    const cells = row.slice(1).split(',`')
    if (cells.length !== titles.length) throw new BillDamaged('BILL_ROW_MALFORMED')
    return Object.fromEntries(places.map(([name, place]) => [name, cells[place]?.trim() ?? ''])) as Record<Name, string>
  }
}

/** Reads the rows of a trade bill of the kind ALL, one after the other. Throws `BillDamaged` at the first doubt. */
export interface BillTable {
  /** A row of the file without its line end; a line where it is a payment or a refund. */
  row(text: string): BillLine | null
  /** To be called after the last row. */
  end(): BillSums
}

export function readBillTable(expected: ExpectedBill): BillTable {
  let read: ((row: string) => Readonly<Record<Column, string>>) | null = null
  let readSums: ((row: string) => Readonly<Record<keyof typeof SUM_COLUMNS, string>>) | null = null
  let isOver = false
  const seen = { lineCount: 0, paymentsFen: 0, refundsFen: 0 }

  const summed = (row: string) => {
    const said = readSums?.(row)
    const fits =
      said?.lineCount === String(seen.lineCount) &&
      fenOfYuan(said.payments) === seen.paymentsFen &&
      fenOfYuan(said.refunds) === seen.refundsFen
    if (!fits) throw new BillDamaged('BILL_SUMS_DIFFER')
    isOver = true
  }
  return {
    row: text => {
      if (!read) {
        read = columnsOf(text.replace(/^\ufeff/, ''), COLUMNS)
        return null
      }
      if (isOver) {
        if (text.trim() !== '') throw new BillDamaged('BILL_GOES_ON_AFTER_ITS_END')
        return null
      }
      if (readSums) {
        summed(text)
        return null
      }
      if (!text.startsWith('`') && text.split(',').includes(SUM_COLUMNS.lineCount)) {
        readSums = columnsOf(text, SUM_COLUMNS)
        return null
      }
      const line = lineOf(read(text), expected)
      seen.lineCount++
      if (line?.kind === 'payment') seen.paymentsFen += line.amountFen
      if (line?.kind === 'refund') seen.refundsFen += line.amountFen
      return line
    },
    end: () => {
      if (!isOver) throw new BillDamaged('BILL_TRUNCATED')
      return { ...seen }
    },
  }
}

function lineOf(cells: Readonly<Record<Column, string>>, { mchid, day }: ExpectedBill): BillLine | null {
  if (cells.mchid !== mchid) throw new BillDamaged('BILL_OF_ANOTHER_MERCHANT')
  if (cells.currency !== 'CNY') throw new BillDamaged('BILL_IN_ANOTHER_CURRENCY')
  const { outTradeNo, transactionId, outRefundNo } = cells
  if (!NUMBER.test(outTradeNo) || !NUMBER.test(transactionId)) throw new BillDamaged('BILL_NUMBER_MALFORMED')
  const [, date, time] = TIME.exec(cells.at) ?? []
  const at = new Date(`${date}T${time}+08:00`)
  if (date === undefined || Number.isNaN(at.getTime())) throw new BillDamaged('BILL_TIME_MALFORMED')
  switch (cells.state) {
    case 'SUCCESS': {
      const amountFen = fenOfYuan(cells.amount)
      if (amountFen === null || amountFen > AMOUNT_MAX_FEN) throw new BillDamaged('BILL_AMOUNT_MALFORMED')
      if (date !== day) throw new BillDamaged('BILL_OF_ANOTHER_DAY')
      return { kind: 'payment', outTradeNo, transactionId, amountFen, at }
    }
    case 'REFUND': {
      const amountFen = fenOfYuan(cells.refundAmount)
      if (amountFen === null || amountFen > AMOUNT_MAX_FEN) throw new BillDamaged('BILL_AMOUNT_MALFORMED')
      // Of a refund some bills name the time of the payment.
      if (date > day) throw new BillDamaged('BILL_OF_ANOTHER_DAY')
      const state = Object.hasOwn(REFUND_STATES, cells.refundState) ? REFUND_STATES[cells.refundState] : undefined
      if (!state || !NUMBER.test(outRefundNo)) throw new BillDamaged('BILL_REFUND_MALFORMED')
      return { kind: 'refund', outTradeNo, outRefundNo, transactionId, amountFen, state, at }
    }
    case 'REVOKED':
      // A bar code that was cancelled at a till of the same merchant: it moves no money, and is counted among the rows.
      return null
    default:
      throw new BillDamaged('BILL_STATE_UNKNOWN')
  }
}
