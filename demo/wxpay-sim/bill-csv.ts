import { chinaTime } from './answer.ts'
import type { Order, Refund } from './book.ts'
import type { Desk } from './orders.ts'

/** The day of a bill in China's zone, `YYYY-MM-DD`. */
export function billDay(atMs: number): string {
  return chinaTime(atMs).slice(0, 10)
}

const TRADE_HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const TRADE_SUMMARY = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const FUND_HEADER =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'
const FUND_SUMMARY = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'

/** The trade bill of a day as CSV with back-ticks before each cell; null when nothing happened. */
export function tradeCsv(desk: Desk, day: string, kind: 'ALL' | 'SUCCESS' | 'REFUND'): string | null {
  const { paid, refunded } = happenedOn(desk, day)
  const lines = spoiled(desk, [
    ...(kind === 'REFUND' ? [] : paid.map(order => lineOf(order))),
    ...(kind === 'SUCCESS'
      ? []
      : refunded.map(({ order, refund }) => ({ ...lineOf(order), refund, fen: refund.accepted.refundFen }))),
  ])
  if (lines.length === 0) return null
  const rows = lines.map(line => tradeRow(desk, line))
  const paidFen = sum(lines.filter(({ refund }) => !refund).map(({ fen }) => fen))
  const refundFen = sum(lines.filter(({ refund }) => refund).map(({ fen }) => fen))
  const totals = [String(rows.length), yuan(paidFen), yuan(refundFen), yuan(0), yuan(0), yuan(paidFen), yuan(refundFen)]
  return file(TRADE_HEADER, rows, TRADE_SUMMARY, totals)
}

/** The fund-flow bill of a day; null when no money moved. */
export function fundFlowCsv(desk: Desk, day: string): string | null {
  const { paid, refunded } = happenedOn(desk, day)
  if (paid.length + refunded.length === 0) return null
  let balanceFen = 0
  const row = (at: number, id: string, word: string, into: boolean, fen: number, proof: string) => {
    balanceFen += into ? fen : -fen
    return [dateTime(at), id, id, word, word, into ? '收入' : '支出', yuan(fen), yuan(balanceFen), 'system', '', proof]
  }
  const rows = [
    ...paid.map(one =>
      row(one.paid!.atMs, one.paid!.transactionId, '交易', true, one.opened.content.totalFen, one.opened.outTradeNo),
    ),
    ...refunded.map(({ refund: one }) =>
      row(one.acceptedAtMs, one.accepted.refundId, '退款', false, one.accepted.refundFen, one.accepted.outRefundNo),
    ),
  ]
  const inFen = sum(paid.map(order => order.opened.content.totalFen))
  const outFen = sum(refunded.map(({ refund }) => refund.accepted.refundFen))
  const totals = [String(rows.length), String(paid.length), yuan(inFen), String(refunded.length), yuan(outFen)]
  return file(FUND_HEADER, rows, FUND_SUMMARY, totals)
}

function happenedOn(desk: Desk, day: string): { paid: Order[]; refunded: { order: Order; refund: Refund }[] } {
  const orders = [...desk.journal.book.orders.values()]
  return {
    paid: orders.filter(order => order.paid && billDay(order.paid.atMs) === day),
    refunded: orders.flatMap(order =>
      order.refunds.filter(refund => billDay(refund.acceptedAtMs) === day).map(refund => ({ order, refund })),
    ),
  }
}

/** A bill has words of its own for the state of a refund. */
const REFUND_WORDS = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', CLOSED: 'FAIL', ABNORMAL: 'CHANGE' } as const

/** What stands in one row: a payment, or one of its refunds. */
interface TradeLine {
  readonly outTradeNo: string
  readonly transactionId: string
  readonly content: Order['opened']['content']
  readonly atMs: number
  readonly fen: number
  readonly voucherFen: number
  readonly refund: Refund | null
}

function lineOf(order: Order): TradeLine {
  const { outTradeNo, content } = order.opened
  const paid = order.paid!
  return {
    ...{ outTradeNo, content, transactionId: paid.transactionId, atMs: paid.atMs, fen: content.totalFen },
    ...{ voucherFen: content.totalFen - paid.payerTotalFen, refund: null },
  }
}

/** The same lines with one more, one less or another amount, where a fault says so. */
function spoiled(desk: Desk, lines: readonly TradeLine[]): TradeLine[] {
  const kept = lines.flatMap(line => {
    const occasion = { operation: 'bill', outTradeNo: line.outTradeNo } as const
    if (desk.faults.take(['missingRow'], occasion)) return []
    const off = desk.faults.take(['amountOff'], occasion)
    return [off ? { ...line, fen: line.fen + off.fen } : line]
  })
  const [first] = lines
  const extra = first && desk.faults.take(['extraRow'], { operation: 'bill' })
  const transactionId = `42000${'9'.repeat(23)}`
  return extra
    ? [...kept, { ...first, outTradeNo: extra.outTradeNo, transactionId, fen: extra.fen, voucherFen: 0, refund: null }]
    : kept
}

function tradeRow(
  desk: Desk,
  { outTradeNo, transactionId, content, atMs, fen, voucherFen, refund }: TradeLine,
): string[] {
  const total = yuan(refund ? 0 : fen)
  const given = yuan(refund ? fen : 0)
  const at = dateTime(refund ? refund.acceptedAtMs : atMs)
  return [
    ...[at, content.appid, desk.config.mchid, '0', content.deviceId ?? '', transactionId, outTradeNo],
    ...['oTEST-payer-of-the-local-gateway', 'NATIVE', refund ? 'REFUND' : 'SUCCESS', 'OTHERS', 'CNY'],
    ...[total, yuan(voucherFen)],
    ...[refund?.accepted.refundId ?? '0', refund?.accepted.outRefundNo ?? '0', given, yuan(0)],
    ...[refund ? 'ORIGINAL' : '', refund ? REFUND_WORDS[refund.status] : ''],
    ...[content.description.replaceAll(',', '，'), content.attach ?? '', '0.00000', '0.00%'],
    ...[total, given, ''],
  ]
}

function file(header: string, rows: string[][], summaryHeader: string, totals: string[]): string {
  const line = (cells: string[]) => cells.map(cell => `\`${cell}`).join(',')
  return `${[header, ...rows.map(line), summaryHeader, line(totals)].join('\r\n')}\r\n`
}

function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function sum(fens: number[]): number {
  return fens.reduce((total, fen) => total + fen, 0)
}

function dateTime(atMs: number): string {
  return chinaTime(atMs).slice(0, 19).replace('T', ' ')
}
