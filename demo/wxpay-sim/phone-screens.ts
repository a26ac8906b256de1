import { both, escapeHtml, phonePage } from '../phone-page.ts'
import { chinaTime } from './answer.ts'
import type { Order } from './book.ts'
import type { GatewayConfig } from './gateway-config.ts'

/** Words for each reason why a code can't be paid. */
const REFUSALS: Record<string, [zh: string, en: string]> = {
  unknown: ['这个二维码无法识别。', 'This code is not known here.'],
  closed: ['订单已关闭，不能支付。没有扣款。', 'The order is closed and cannot be paid. Nothing was charged.'],
  'already-paid': ['订单已支付，请勿重复付款。', 'This order has been paid already. Do not pay again.'],
  'code-expired': ['二维码已过期，请在机器上重新获取。', 'The code has expired. Get a new one at the machine.'],
  'order-expired': ['付款时间已过。没有扣款。', 'The time to pay is over. Nothing was charged.'],
  'not-complained': ['投诉没有提交：请填写投诉内容。', 'Nothing was complained of: say what is wrong.'],
  declined: ['支付没有完成，没有扣款。', 'The payment was not completed. Nothing was charged.'],
}

const REFUND_STATES = {
  PROCESSING: ['退款处理中', 'refund on its way'],
  SUCCESS: ['已退款到零钱', 'refunded to your balance'],
  CLOSED: ['退款关闭', 'refund closed'],
  ABNORMAL: ['退款异常，需人工处理', 'refund needs a person'],
} as const

const back = `<a class="button" href="/phone">${both('扫另一个码', 'Scan another code')}</a>`

/** Where the text of a QR code is pasted. */
export function scanScreen(): string {
  return phonePage(
    { zh: '扫一扫', en: 'Scan to pay' },
    `<form method="get" action="/phone/pay">
<label>${both('把二维码里的文字贴在这里', 'Paste the text of the QR code here')}
<textarea name="pr" required maxlength="200" placeholder="weixin://wxpay/bizpayurl?pr=…"></textarea></label>
<button class="go">${both('下一步', 'Next')}</button></form>`,
  )
}

/** What is to be paid to whom, with the two answers. */
export function payScreen(order: Order, pr: string, config: GatewayConfig): string {
  const { totalFen, description } = order.opened.content
  const code = `<input type="hidden" name="pr" value="${escapeHtml(pr)}">`
  return phonePage(
    { zh: '确认付款', en: 'Confirm payment' },
    `<section class="card payee"><span>${both('付款给', 'Pay to')}</span><strong>${escapeHtml(config.payeeShortName)}</strong>
<p class="amount">${yuanText(totalFen)}</p></section>
<section class="card"><dl><dt>${both('商品', 'Item')}</dt><dd>${escapeHtml(description)}</dd>
<dt>${both('收款方全称', 'Full name')}</dt><dd>${escapeHtml(config.payeeFullName)}</dd>
<dt>${both('商户单号', 'Order')}</dt><dd>${escapeHtml(order.opened.outTradeNo)}</dd></dl></section>
<form method="post" action="/phone/pay">${code}
<button class="go">${both('立即支付', 'Pay now')}</button>
<button formaction="/phone/cancel" name="why" value="password">${both('输错密码', 'Wrong password')}</button>
<button formaction="/phone/cancel" name="why" value="cancel">${both('取消付款', 'Decline')}</button></form>`,
  )
}

/**
 * After paying: the bill, and each refund with how far it is. Whoever waits for one looks again by a touch: a page that loads itself anew
 * takes the place in it from whoever has it read out (WCAG 2.2.1).
 */
export function resultScreen(order: Order, pr: string, config: GatewayConfig): string {
  const { totalFen, description } = order.opened.content
  const refunds = order.refunds.map(refund => {
    const [zh, en] = REFUND_STATES[refund.status]
    return `<li>${yuanText(refund.accepted.refundFen)} · ${both(zh, en)}</li>`
  })
  return phonePage(
    { zh: '支付成功', en: 'Paid' },
    `<div class="mark ok" aria-hidden="true">✓</div>
<section class="card payee"><strong>${escapeHtml(config.payeeShortName)}</strong><p class="amount">${yuanText(totalFen)}</p></section>
<section class="card"><dl><dt>${both('商品', 'Item')}</dt><dd>${escapeHtml(description)}</dd>
<dt>${both('支付时间', 'Paid at')}</dt><dd>${chinaTime(order.paid!.atMs).slice(0, 19).replace('T', ' ')}</dd>
<dt>${both('实付', 'Charged')}</dt><dd>${yuanText(order.paid!.payerTotalFen)}</dd>
<dt>${both('交易单号', 'Transaction')}</dt><dd>${escapeHtml(order.paid!.transactionId)}</dd></dl></section>
<section class="card"><strong>${both('退款进度', 'Refunds')}</strong>
<ol>${refunds.join('') || `<li>${both('没有退款', 'none')}</li>`}</ol></section>
<a class="button" href="/phone/result?pr=${escapeHtml(pr)}">${both('刷新退款进度', 'Look for refunds again')}</a>
<a class="button" href="/phone/complain?pr=${escapeHtml(pr)}">${both('对订单有疑惑：投诉商家', 'Something is wrong: complain')}</a>${back}`,
  )
}

/** Where there is no page: an address that was mistyped. */
export function lostScreen(): string {
  return phonePage(
    { zh: '没有这一页', en: 'No such page' },
    `<section class="card"><p>${both('地址不对，没有付款。', 'The address is wrong. Nothing was paid.')}</p></section>${back}`,
  )
}

/** Why nothing was paid. */
export function refusalScreen(reason: string): string {
  const [zh, en] = REFUSALS[reason] ?? REFUSALS.unknown!
  return phonePage(
    { zh: '未付款', en: 'Not paid' },
    `<div class="mark no" aria-hidden="true">✕</div><section class="card"><p>${both(zh, en)}</p></section>${back}`,
  )
}

/** Amount as a payer reads it: `¥ 2.00`. */
function yuanText(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `¥ ${digits.slice(0, -2)}.${digits.slice(-2)}`
}
