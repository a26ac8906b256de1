import { randomInt } from 'node:crypto'
import { type Answer, chinaTime, done, NO_CONTENT, refused } from './answer.ts'
import type { Order } from './book.ts'
import type { BusinessClock } from './clocks.ts'
import type { FaultList } from './faults.ts'
import type { GatewayConfig } from './gateway-config.ts'
import type { Journal } from './journal.ts'
import type { Notices } from './notices.ts'
import type { PlatformKeys } from './platform-keys.ts'
import { canonicalJson, type OrderRequest } from './requests.ts'
import { randomLetters } from './signatures.ts'

/** `code_url` lives two hours, whatever `time_expire` says. */
const CODE_LIFE_MS = 2 * 3_600_000
/** An earlier `time_expire` is raised to this. */
const EXPIRY_MIN_MS = 60_000
/** An unpaid order is closed by WeChat after this; also the upper bound of `time_expire`, the strictest of three readings. */
const ORDER_LIFE_MS = 7 * 24 * 3_600_000

/** What the business of the gateway works with. */
export interface Desk {
  readonly config: GatewayConfig
  readonly journal: Journal
  readonly clock: BusinessClock
  readonly faults: FaultList
  readonly notices: Notices
  readonly keys: PlatformKeys
  /** Where it is reached: what it names of its own lies there. */
  readonly baseUrl: () => string
}

/** The order of that number, closed on the way if its seven days are over. */
export function findOrder(desk: Desk, outTradeNo: string): Order | undefined {
  const order = desk.journal.book.orders.get(outTradeNo)
  if (order?.state === 'NOTPAY' && desk.clock.now() >= order.openedAtMs + ORDER_LIFE_MS)
    desk.journal.record({ type: 'order-closed', outTradeNo, by: 'wechat' })
  return order
}

/** POST /v3/pay/transactions/native: opens an order, or gives another code for the same one while it is unpaid. */
export function openOrder(desk: Desk, request: OrderRequest, rawBody: unknown): Answer {
  const { config, journal, clock } = desk
  const outTradeNo = request.out_trade_no
  if (!config.appids.includes(request.appid))
    return refused(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配', '/appid')
  const order = findOrder(desk, outTradeNo)
  if (order?.state === 'CLOSED') return refused(400, 'ORDER_CLOSED', '该订单已关闭')
  if (order && order.state !== 'NOTPAY') return refused(400, config.paidOrderCode, '该订单已支付')
  if (order && order.opened.content.canonical !== canonicalJson(rawBody))
    return refused(403, 'OUT_TRADE_NO_USED', '商户订单号重复')
  if (!order) {
    const askedMs = request.time_expire === undefined ? null : Date.parse(request.time_expire)
    if (askedMs !== null && askedMs > clock.now() + ORDER_LIFE_MS)
      return refused(400, 'PARAM_ERROR', 'time_expire过长', '/time_expire')
    journal.record({
      type: 'order-opened',
      outTradeNo,
      content: {
        appid: request.appid,
        description: request.description,
        totalFen: request.amount.total,
        notifyUrl: request.notify_url,
        attach: request.attach,
        deviceId: request.scene_info?.device_id,
        canonical: canonicalJson(rawBody),
      },
      expiresAtMs: askedMs === null ? null : Math.max(askedMs, clock.now() + EXPIRY_MIN_MS),
    })
    payAtExpiry(desk, outTradeNo)
  }
  const pr = `TEST${randomLetters(8)}`
  journal.record({ type: 'code-issued', outTradeNo, pr })
  return done({ code_url: `weixin://wxpay/bizpayurl?pr=${pr}` })
}

/** GET …/out-trade-no/{no} and …/id/{id}: the same words as in a payment notice. */
export function queryOrder(desk: Desk, order: Order | undefined): Answer {
  return order ? done(describeOrder(desk, order)) : refused(404, 'ORDER_NOT_EXIST', '订单不存在')
}

/** POST …/out-trade-no/{no}/close: may be repeated; a paid order refuses. */
export function closeOrder(desk: Desk, outTradeNo: string): Answer {
  const order = findOrder(desk, outTradeNo)
  if (!order) return refused(404, 'ORDER_NOT_EXIST', '订单不存在')
  if (order.state === 'NOTPAY' && desk.faults.take(['payDuringClose'], { operation: 'close', outTradeNo }))
    payOrder(desk, outTradeNo)
  if (order.paid) return refused(400, desk.config.paidOrderCode, '该订单已支付')
  if (order.state !== 'CLOSED') desk.journal.record({ type: 'order-closed', outTradeNo, by: 'merchant' })
  return NO_CONTENT
}

/** What the payer's phone is told. */
export type Payment = { readonly state: 'paid' } | { readonly state: 'refused'; readonly reason: string }

/** Pays with the code `pr`, or without `pr` with the newest code: what a tap on "pay" does. */
export function payOrder(desk: Desk, outTradeNo: string, pr?: string): Payment {
  const order = findOrder(desk, outTradeNo)
  const first = payOnce(desk, order, outTradeNo, pr)
  if (order && desk.faults.take(['payTwice'], { operation: 'pay', outTradeNo })) payOnce(desk, order, outTradeNo, pr)
  return first
}

function payOnce(desk: Desk, order: Order | undefined, outTradeNo: string, pr: string | undefined): Payment {
  if (!order) return { state: 'refused', reason: 'unknown' }
  const reason = whyNotPayable(desk, order, pr)
  if (reason !== null) {
    desk.journal.record({ type: 'payment-refused', outTradeNo, reason })
    return { state: 'refused', reason }
  }
  const { totalFen, notifyUrl } = order.opened.content
  const voucher = desk.faults.take(['voucher'], { operation: 'pay', outTradeNo })
  const transactionId = `42000${Array.from({ length: 23 }, () => randomInt(10)).join('')}`
  const payerTotalFen = Math.max(0, totalFen - (voucher?.fen ?? 0))
  desk.journal.record({ type: 'paid', outTradeNo, transactionId, payerTotalFen })
  desk.notices.make({
    outTradeNo,
    url: notifyUrl,
    eventType: 'TRANSACTION.SUCCESS',
    originalType: 'transaction',
    summary: '支付成功',
    content: describeOrder(desk, order),
  })
  return { state: 'paid' }
}

/** Null when the order can be paid right now, else a word for the refusal. */
export function whyNotPayable(desk: Desk, order: Order, pr: string | undefined): string | null {
  const nowMs = desk.clock.now()
  const code = pr === undefined ? order.codes.at(-1) : order.codes.find(one => one.pr === pr)
  if (order.state === 'CLOSED') return 'closed'
  if (order.paid) return 'already-paid'
  if (!code || nowMs >= code.issuedAtMs + CODE_LIFE_MS) return 'code-expired'
  if (order.opened.expiresAtMs !== null && nowMs > order.opened.expiresAtMs) return 'order-expired'
  return null
}

function payAtExpiry(desk: Desk, outTradeNo: string): void {
  const order = desk.journal.book.orders.get(outTradeNo)
  const expiresAtMs = order?.opened.expiresAtMs
  if (expiresAtMs === null || expiresAtMs === undefined) return
  const fault = desk.faults.take(['payAtExpiry'], { operation: 'order', outTradeNo })
  if (fault) desk.clock.after(expiresAtMs + fault.offsetMs - desk.clock.now(), () => payOrder(desk, outTradeNo))
}

const STATE_WORDS = { NOTPAY: '订单未支付', SUCCESS: '支付成功', REFUND: '订单发生过退款', CLOSED: '订单已关闭' }

function describeOrder(desk: Desk, order: Order): object {
  const { content } = order.opened
  const always = {
    appid: content.appid,
    mchid: desk.config.mchid,
    out_trade_no: order.opened.outTradeNo,
    trade_state: order.state,
    trade_state_desc: STATE_WORDS[order.state],
    attach: content.attach,
    scene_info: content.deviceId === undefined ? undefined : { device_id: content.deviceId },
  }
  if (!order.paid) return always
  return {
    ...always,
    transaction_id: order.paid.transactionId,
    trade_type: 'NATIVE',
    bank_type: 'OTHERS',
    success_time: chinaTime(order.paid.atMs),
    payer: { openid: 'oTEST-payer-of-the-local-gateway' },
    amount: {
      total: content.totalFen,
      payer_total: order.paid.payerTotalFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
    promotion_detail: [],
  }
}
