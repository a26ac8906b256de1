import { words } from './words.ts'

/** Failures between a wish for copies and a settled order. */
export const ORDER_FAULTS = {
  'quote-changed': words(
    'E-ORD-001',
    ['免费份数刚刚有变化。', 'Your free copies have just changed.'],
    ['请核对新的金额再继续。', 'Please look at the new amount before going on.'],
    ['同一人在另一处使用了免费份数。', 'The same person used free copies elsewhere.'],
  ),
  'copies-refused': words(
    'E-ORD-002',
    ['这个份数不能办理。', 'That number of copies is not possible.'],
    ['请减少份数。', 'Please choose fewer copies.'],
    ['份数超出单次上限。', 'More copies than one order may have.'],
  ),
  'payment-unavailable': words(
    'E-PAY-001',
    ['现在不能收款。', 'Payment is not possible right now.'],
    ['可以只打印免费的份数，或稍后再来。', 'Print the free copies only, or come back later.'],
    [
      '微信支付下单失败，查看服务器日志与商户设置。',
      'The WeChat Pay order was refused. See the server log and the merchant settings.',
    ],
  ),
  'payment-expired': words(
    'E-PAY-002',
    ['付款时间已过，订单已关闭，没有扣款。', 'The time to pay is over. The order is closed and nothing was charged.'],
    ['需要时请重新办理。', 'Please start again if you still need it.'],
    ['付款码超时，订单已在微信关闭。', 'The code ran out and the order was closed at WeChat.'],
  ),
  'payment-unclear': words(
    'E-PAY-003',
    ['正在向微信确认付款，请不要重复付款。', 'We are checking with WeChat Pay. Please do not pay again.'],
    [
      '若已扣款而未打印，钱会自动原路退回。',
      'If you were charged and nothing is printed, the money comes back by itself.',
    ],
    ['支付结果未知，服务器会继续查询。', 'The outcome of the payment is unknown; the server keeps asking.'],
  ),
  'order-conflict': words(
    'E-ORD-003',
    ['这笔订单的状态不对。', 'This order is in another state than expected.'],
    ['请重新刷卡。', 'Please tap your card again.'],
    ['订单状态与请求不符，查看审计记录。', 'The order does not allow this request. See the audit trail.'],
  ),
  'order-unknown': words(
    'E-ORD-004',
    ['没有找到这笔订单。', 'This order was not found.'],
    ['请重新刷卡。', 'Please tap your card again.'],
    ['服务器没有本机的这笔订单。', 'The server has no such order of this machine.'],
  ),
} as const
