import { randomInt } from 'node:crypto'
import { type Answer, chinaTime, done, type ErrorAnswer, refused } from './answer.ts'
import type { Order, Refund } from './book.ts'
import { refundArrived } from './complaints.ts'
import { type Desk, findOrder } from './orders.ts'
import { canonicalJson, type RefundRequest } from './requests.ts'

const REFUND_LIFE_MS = 365 * 24 * 3_600_000
const PAUSE_BETWEEN_MS = 60_000
const PER_ORDER = 50

/** POST /v3/refund/domestic/refunds. 200 means accepted; the same number with the same content is the same refund. */
export function acceptRefund(desk: Desk, request: RefundRequest): Answer {
  const order = orderOf(desk, request)
  const known = desk.journal.book.refunds.get(request.out_refund_no)
  const canonical = canonicalJson({
    amount: request.amount,
    reason: request.reason ?? '',
    order: order?.opened.outTradeNo,
  })
  if (known) return known.accepted.canonical === canonical ? done(describe(desk, known)) : mismatch(known, request)
  const refusal = whyNotRefundable(desk, order, request)
  if (refusal || !order) return refusal ?? refused(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  const outTradeNo = order.opened.outTradeNo
  const occasion = { operation: 'refund', outTradeNo } as const
  if (desk.faults.take(['notEnough'], occasion)) return refused(403, 'NOT_ENOUGH', '基本账户余额不足')
  const stuck = desk.faults.take(['stuckProcessing'], occasion)
  const other = desk.faults.take(['refundStatus'], occasion)
  desk.journal.record({
    type: 'refund-accepted',
    outTradeNo,
    outRefundNo: request.out_refund_no,
    refundId: `50000${Array.from({ length: 24 }, () => randomInt(10)).join('')}`,
    refundFen: request.amount.refund,
    canonical,
    notifyUrl: request.notify_url,
    settlesAs: stuck ? 'never' : (other?.status ?? 'SUCCESS'),
    settlesAtMs: desk.clock.now() + desk.config.refundDelayMs / desk.config.timeScale,
  })
  const refund = desk.journal.book.refunds.get(request.out_refund_no)!
  const reply = done(describe(desk, refund))
  scheduleSettlement(desk, refund)
  return reply
}

/** GET …/refunds/{out_refund_no} */
export function queryRefund(desk: Desk, outRefundNo: string): Answer {
  const refund = desk.journal.book.refunds.get(outRefundNo)
  return refund ? done(describe(desk, refund)) : refused(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
}

/** Takes an abnormal refund up again: on its way to `receivedAccount`, in WeChat's words. */
export function resumeAbnormalRefund(
  desk: Desk,
  refundId: string,
  outRefundNo: string,
  receivedAccount: string,
): Answer {
  const refund = desk.journal.book.refunds.get(outRefundNo)
  if (refund?.accepted.refundId !== refundId) return refused(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  if (refund.status !== 'ABNORMAL') return refused(400, 'INVALID_REQUEST', '退款单状态不允许')
  const { outTradeNo } = refund.accepted
  const occasion = { operation: 'refund', outTradeNo } as const
  const stuck = desk.faults.take(['stuckProcessing'], occasion)
  const other = desk.faults.take(['refundStatus'], occasion)
  desk.journal.record({
    ...{ type: 'refund-resumed', outTradeNo, outRefundNo, receivedAccount },
    settlesAtMs: desk.clock.now() + desk.config.refundDelayMs / desk.config.timeScale,
    settlesAs: stuck ? 'never' : (other?.status ?? 'SUCCESS'),
  })
  const reply = done(describe(desk, refund))
  scheduleSettlement(desk, refund)
  return reply
}

/** Sets the timer that ends a refund in `PROCESSING`; also used after a restart. */
export function scheduleSettlement(desk: Desk, refund: Refund): void {
  if (refund.status !== 'PROCESSING' || refund.settlesAs === 'never') return
  desk.clock.after(refund.settlesAtMs - desk.clock.now(), () => settleRefund(desk, refund))
}

/** Ends a refund in `PROCESSING`, as it was meant to end unless told, and says so to the merchant. */
export function settleRefund(desk: Desk, refund: Refund, status = refund.settlesAs): void {
  const { outTradeNo, outRefundNo, notifyUrl } = refund.accepted
  if (refund.status !== 'PROCESSING' || status === 'never') return
  desk.journal.record({ type: 'refund-settled', outTradeNo, outRefundNo, status })
  if (status === 'SUCCESS') refundArrived(desk, outTradeNo)
  if (notifyUrl === undefined) return
  const { status: refundStatus, ...content } = describe(desk, refund)
  desk.notices.make({
    outTradeNo,
    url: notifyUrl,
    eventType: `REFUND.${status}`,
    originalType: 'refund',
    summary: status === 'SUCCESS' ? '退款成功' : '退款异常或关闭',
    content: { mchid: desk.config.mchid, ...content, refund_status: refundStatus },
  })
}

function orderOf(desk: Desk, request: RefundRequest): Order | undefined {
  if (request.out_trade_no !== undefined) return findOrder(desk, request.out_trade_no)
  return [...desk.journal.book.orders.values()].find(one => one.paid?.transactionId === request.transaction_id)
}

function mismatch(known: Refund, request: RefundRequest): ErrorAnswer {
  return known.accepted.refundFen === request.amount.refund
    ? refused(400, 'INVALID_REQUEST', '退款单号已存在且参数不一致')
    : refused(400, 'REFUND_FEE_MISMATCH', '退款金额与之前请求不一致')
}

function whyNotRefundable(desk: Desk, order: Order | undefined, request: RefundRequest): ErrorAnswer | null {
  if (!order?.paid) return refused(404, 'RESOURCE_NOT_EXISTS', '订单不存在或未支付')
  const nowMs = desk.clock.now()
  const { totalFen } = order.opened.content
  if (request.amount.total !== totalFen) return refused(400, 'INVALID_REQUEST', '订单总金额不一致', '/amount/total')
  if (nowMs > order.paid.atMs + REFUND_LIFE_MS) return refused(400, 'INVALID_REQUEST', '订单已超过可退款的最大期限')
  if (order.refunds.length >= PER_ORDER) return refused(400, 'INVALID_REQUEST', '部分退款次数超限')
  const givenFen = order.refunds
    .filter(one => one.status !== 'CLOSED')
    .reduce((sum, one) => sum + one.accepted.refundFen, 0)
  if (givenFen + request.amount.refund > totalFen) return refused(400, 'INVALID_REQUEST', '累计退款金额大于支付金额')
  const last = order.refunds.at(-1)
  if (last && nowMs < last.acceptedAtMs + PAUSE_BETWEEN_MS) return refused(429, 'FREQUENCY_LIMITED', '频率限制')
  return null
}

function describe(desk: Desk, refund: Refund): { status: Refund['status'] } & Record<string, unknown> {
  const { accepted } = refund
  const order = desk.journal.book.orders.get(accepted.outTradeNo)!
  const totalFen = order.opened.content.totalFen
  const payerTotalFen = order.paid!.payerTotalFen
  const payerRefundFen = Math.floor((accepted.refundFen * payerTotalFen) / totalFen)
  return {
    refund_id: accepted.refundId,
    out_refund_no: accepted.outRefundNo,
    transaction_id: order.paid!.transactionId,
    out_trade_no: accepted.outTradeNo,
    channel: /\d{4}$/.test(refund.receivedAccount) ? 'OTHER_BANKCARD' : 'ORIGINAL',
    user_received_account: refund.receivedAccount,
    success_time: refund.status === 'SUCCESS' ? chinaTime(refund.settledAtMs!) : undefined,
    create_time: chinaTime(refund.acceptedAtMs),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      total: totalFen,
      refund: accepted.refundFen,
      payer_total: payerTotalFen,
      payer_refund: payerRefundFen,
      settlement_refund: payerRefundFen,
      settlement_total: payerTotalFen,
      discount_refund: accepted.refundFen - payerRefundFen,
      currency: 'CNY',
    },
  }
}
