import { both } from '../../../src/contract/texts.ts'

/** What is said about complaints of payers. */
export const COMPLAINT_SENTENCES = {
  'complaint-stands': both('支付方的投诉单：{{state}}', 'the provider’s complaint is {{state}}'),
  'complaint-of-no-order': both(
    '没有订单用这笔付款：可能是用同一商户号收款的别的系统的投诉',
    'no order here has its payment: it may be about another program that takes money under the same merchant number',
  ),
  'complaint-processed': both('支付方的投诉单已处理完成', 'the provider says that the complaint is dealt with'),
  'complaint-answer-due': both('支付方要求在此之前回复', 'the provider wants an answer until then'),
  'complaint-complete-due': both('支付方要求在此之前处理完成', 'the provider wants it dealt with until then'),
  'complaint-still-open': both(
    '支付方的投诉单还没有处理完成：请先在投诉页面回复并标记处理完成',
    'the provider’s complaint is still open: answer it and call it dealt with on its page first',
  ),
} as const
