import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ORDERS_EVENTS = {
  'order-opened': both(
    '下单打印：免费份数已从额度扣除，其余计价。',
    'Copies were ordered: free ones were taken from the quota, and the rest has a price.',
  ),
  'order-opening-failed': both(
    '没能为订单开通付款；免费份数已退回。',
    'No payment could be opened for an order; its free copies went back.',
  ),
  'order-payment-seen': both('支付方说订单已付款。', 'The payment provider said that an order was paid.'),
  'order-payment-doubted': both(
    '支付方说的金额与订单不符；没有入账，会再次询问。',
    'The payment provider named another amount than the one ordered; nothing of it was booked, and it is asked again.',
  ),
  'order-doubt-dismissed': both(
    '有人判定支付方说的另一金额不成立。',
    'A person said that another amount which the provider had named is nothing.',
  ),
  'order-close-asked': both(
    '来访者放弃，或付款时限已到而支付方没有立即关闭订单。',
    'The visitor gave up, or the time to pay was over and the payment provider did not close it at once.',
  ),
  'order-closed-at-provider': both(
    '支付方关闭了订单，不能再付款。',
    'The payment provider closed an order: nothing can be paid under it any more.',
  ),
  'order-closed-unasked': both(
    '支付方说订单已关闭，而没有人关过；会一直询问到确定不能再付款。',
    'The payment provider said closed of an order that nobody had closed; it is asked about until nothing can be paid.',
  ),
  'order-not-found-at-provider': both(
    '支付方不认识一个从未显示过付款码的订单；会再问一次。',
    'The payment provider knew nothing of an order whose code was never shown; it is asked about once more.',
  ),
  'order-given-up': both(
    '有人结束了对支付方迟迟不答的订单的等待。',
    'A person ended the waiting for a payment provider that says nothing of an order.',
  ),
  'order-printed': both(
    '自助机报告了打印结果；没打出的已退。',
    'The terminal told what came out; what did not was given back.',
  ),
  'order-outcome-missing': both(
    '订单已付款或免费，而自助机太久没有报告结果；须有人查看。',
    'An order is paid, or free, and its terminal has told nothing for too long: a person must look.',
  ),
  'order-outcome-conflict': both(
    '自助机报告的结果与已知情况矛盾；须有人查看。',
    'What a terminal told of an order contradicts what is known of it: a person must look.',
  ),
  'order-decided': both(
    '有人判定了自助机没有报告的订单打出了什么。',
    'A person decided what came out of an order whose terminal had told nothing.',
  ),
  'order-given-back': both(
    '有人退还了订单的部分金额，或暂留的金额。',
    'A person gave back of what an order had cost, or of what was held.',
  ),
  'order-held-kept': both(
    '有人判定说不清的份数按已交付计。',
    'A person decided that copies which cannot be told count as delivered.',
  ),
  'order-unclear-absent': both(
    '打印机后来证明说不清的份数没有出纸；暂留的金额已退。',
    'The printer proved later that copies of which nobody could tell had not come out; what was held for them went back.',
  ),
  'order-forgotten': both(
    '自助机报告了账本里有而这里不认识的订单；须有人查看。',
    'A terminal told of an order in its ledger that is not known here: a person must look.',
  ),
  'ledger-lost': both(
    '自助机报告账本丢失：未付款的已关闭，已付款的交由人处理。',
    'A terminal told that its ledger is lost: what it owed was closed where nothing was paid, and given to people where something was.',
  ),
  'order-late-paper': both(
    '自助机报告已退款的份数后来仍打印了出来；须有人查看。',
    'A terminal told that paper of copies which had been given back came out: a person must look.',
  ),
  'refund-processing': both('支付方接受了一笔退款。', 'The payment provider accepted a refund.'),
  'refund-succeeded': both('支付方退款成功。', 'The payment provider paid a refund back.'),
  'refund-abnormal': both(
    '支付方无法自行退款，须由人处理。',
    'The payment provider could not pay a refund back by itself: a person must.',
  ),
  'refund-redirected': both(
    '有人把付不出去的退款改退到付款人的银行卡，或退回本校。',
    'A person had a refund that could not be paid out sent elsewhere: to a bank card of the payer, or back to the university.',
  ),
  'refund-redirect-refused': both(
    '支付方没有改退；须再由人处理。',
    'The payment provider did not send such a refund elsewhere: a person must look again.',
  ),
  'refund-returned': both(
    '退款退回了本校账户，付款人没有收到，须由人另行退还。',
    'The money of a refund came back to the university: the payer has nothing of it, and a person must pay it.',
  ),
  'refund-slow': both(
    '退款在支付方处理超过了设定时间；须有人查看。',
    'The payment provider has had a refund under way for longer than the set time: a person must look.',
  ),
  'refund-closed': both(
    '支付方作废了一个退款单号，由另一个代替。',
    'The payment provider gave the number of a refund up for good; another takes its place.',
  ),
  'refund-refused': both(
    '支付方拒绝了退款；会再次申请，一直如此则通知人处理。',
    'The payment provider refused a refund; it is asked for again, and a person is told when that stays so.',
  ),
  'refund-amount-doubted': both(
    '支付方说的金额与退款所依据的不符；没有入账。',
    'The payment provider named another amount than a refund is reckoned from; nothing of it was booked.',
  ),
  'refund-total-corrected': both(
    '凭两次一致的签名答复，更正了退款中的付款总额。',
    'The total of the payment was corrected in a refund, after two signed answers that agree.',
  ),
  'refund-paid-by-hand': both(
    '有人另行退还，并登记了凭证。',
    'A person paid a refund back another way, with a reference.',
  ),
  'refund-written-off': both(
    '有人说明理由，了结了一笔应退款。',
    'A person ended a refund that was owed, with a reason.',
  ),
  'refund-paid-twice': both(
    '支付方退成了一笔已由人另行了结的退款。',
    'The payment provider paid a refund back that a person had ended by hand.',
  ),
  'refund-lost': both(
    '有人把支付方多付出去的钱登记为损失。',
    'A person entered as lost what the payment provider had paid out and nobody owed.',
  ),
  'refund-unknown': both(
    '支付方通知了一笔本处没有申请过的退款，已记下。',
    'The payment provider told of a refund that nobody here has asked for; it was kept.',
  ),
  'payment-unclaimed': both(
    '有人通知了一笔没有对应订单的付款，已记下。',
    'Somebody told of a payment that no order knows; it was kept.',
  ),
  'payment-unclaimed-confirmed': both(
    '支付方证实了一笔没有对应订单的付款。',
    'The payment provider confirmed a payment that no order knows.',
  ),
  'payment-unclaimed-decided': both(
    '有人决定了没有对应订单的付款如何处理。',
    'A person decided what becomes of a payment that no order knows.',
  ),
  'reprint-opened': both(
    '打坏的份数免费重打，依据是打印机的记录或工作人员给的码。',
    'Copies that came out badly are printed again for nothing, by the printer’s record or with a code of staff.',
  ),
  'reprint-code-given': both(
    '按人的决定，为订单给出了免费重打码。',
    'A person’s decision gave a code for a free reprint of an order.',
  ),
  'reprint-code-used': both(
    '重打码的份数全部打出或可能已打出，码已用完。',
    'All copies of a reprint code came out, or may have: it is spent.',
  ),
  'reprint-code-taken-back': both(
    '有人收回了重打码中尚未打出的份数。',
    'A person took a reprint code back, for the copies that had not come out under it.',
  ),
  'reprint-code-expired': both(
    '重打码到期，还有份数没有打出。',
    'A reprint code was over, and not all of its copies had come out.',
  ),
  'orders-of-number-sought': both(
    '工作人员按证件号查过订单；号码本身不记。',
    'Staff looked for the orders of whoever has a number; the number itself is not kept.',
  ),
  'older-orders-adopted': both(
    '记商户号之前的订单归到了配置里唯一的商户。',
    'Orders of before merchant numbers were kept were given the only merchant that the configuration names.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(ORDERS_EVENTS)
