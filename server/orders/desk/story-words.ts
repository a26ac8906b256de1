import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { Way } from '../../../src/rules/assurance.ts'
import type { Account, EntryCause } from '../../books/books.ts'
import type { RefundCause } from '../order-machine.ts'
import type { ORDERS_EVENTS } from '../orders-audit.ts'
import type { RefundRow } from '../refund-events.ts'

/** How somebody has shown who they are. */
export const WAY_WORDS: Readonly<Record<Way, Bilingual>> = {
  'campus-card': both('校园卡', 'campus card'),
  'id-card': both('身份证', 'ID card'),
  'campus-card-pin': both('校园卡密码', 'digits of the card'),
  'local-account': both('本系统账户', 'account of this server'),
  cas: both('统一身份认证', 'login of the university'),
  oidc: both('统一身份认证', 'login of the university'),
  wecom: both('企业微信', 'WeCom'),
  'pickup-code': both('取件码', 'pick-up code'),
}

export const REFUND_CAUSES: Readonly<Record<RefundCause, Bilingual>> = {
  'not-delivered': both('有份数没有打印出来', 'copies did not come out'),
  'proven-absent': both('打印机后来证明有份数没有出纸', 'the printer proved later that copies had not come out'),
  'paid-late': both('订单已结束才付的款', 'it was paid after the order was over'),
  'wrong-amount': both('付款金额与订单不符', 'another amount was paid than ordered'),
  'by-hand-decided': both('由工作人员决定退还', 'a member of staff decided it'),
}

export const REFUND_STATES: Readonly<Record<RefundRow['state'], Bilingual>> = {
  due: both('正在向支付方申请', 'being asked of the provider'),
  accepted: both('支付方处理中', 'under way at the provider'),
  succeeded: both('已退到付款人账户', 'has reached the payer'),
  'needs-hand': both('需要人工处理', 'needs a hand'),
  'paid-by-hand': both('已用其他方式退还', 'paid back another way'),
  'written-off': both('已决定不退', 'not to be paid back'),
}

export const CAUSE_WORDS: Readonly<Record<EntryCause, Bilingual>> = {
  'payment-seen': both('收到付款', 'payment received'),
  'payment-unknown': both('收到没有订单的付款', 'payment without an order received'),
  charged: both('打印出来的份数计费', 'charged for copies that came out'),
  'refund-owed': both('应退给付款人', 'owed to the payer'),
  waived: both('由人决定退还已计费的', 'given back of what was charged, by a person'),
  'refund-paid': both('支付方已退到付款人', 'paid back by the provider'),
  'refunded-by-hand': both('已用其他方式退还', 'paid back another way'),
  'payment-unseen': both('付款金额更正，冲减', 'the payment was less than said first'),
  'refund-unowed': both('应退金额更正，冲减', 'less is owed than was said first'),
  'refund-dropped': both('由人决定不退', 'not paid back, by a person'),
  'refund-returned': both('退款退到了本校账户', 'the refund came to the university'),
  'refund-not-received': both('已退的款后来退到了本校账户', 'a refund that counted as paid came to the university'),
  'refund-lost': both('记入损失', 'entered as lost'),
  'loss-returned': both('损失后来退回本校', 'what was lost came back to the university'),
}

export const ACCOUNT_WORDS: Readonly<Record<Account, Bilingual>> = {
  provider: both('在支付方', 'at the provider'),
  visitor: both('待定（付款人的）', 'not decided (the payer’s)'),
  university: both('学校收入', 'earned by the university'),
  'given-back': both('应退未到', 'owed and not through'),
  'by-hand': both('另行退还', 'paid another way'),
  lost: both('损失', 'lost'),
}

type OrdersEvent = keyof typeof ORDERS_EVENTS

/** What the audit trail has of an order beside what its rows say better; null of what these tell. */
export const EVENT_WORDS: Readonly<Record<OrdersEvent, Bilingual | null>> = {
  'order-opened': null,
  'order-opening-failed': both(
    '没能向支付方下单，免费份数已还回',
    'no payment could be opened; the free copies went back',
  ),
  'order-payment-seen': null,
  'order-payment-doubted': both(
    '支付方说的金额与订单不符，没有入账，再问一次',
    'the provider named another amount; nothing was booked, and it is asked again',
  ),
  'order-doubt-dismissed': both('工作人员认定所说的另一金额无效', 'a person said that the other amount is nothing'),
  'order-close-asked': both('放弃付款或付款时间已过，正在关闭', 'given up, or the time to pay was over: being closed'),
  'order-closed-at-provider': both(
    '支付方已关闭订单，不能再付款',
    'the provider closed it: nothing can be paid any more',
  ),
  'order-closed-unasked': both(
    '支付方说订单已关闭，而没有人关过',
    'the provider said closed, though nobody had closed it',
  ),
  'order-not-found-at-provider': both('支付方没有这个单号', 'the provider knows no such number'),
  'order-given-up': both('工作人员结束了对支付方的等待', 'a person ended the waiting for the provider'),
  'order-printed': null,
  'order-outcome-missing': both('终端一直没有报告打印结果', 'the terminal told nothing of what came out'),
  'order-outcome-conflict': both('终端报告的结果与已知的矛盾', 'what the terminal told contradicts what is known'),
  'order-decided': both('工作人员决定了出纸结果', 'a person decided what came out'),
  'order-given-back': both('工作人员决定退还', 'a person gave money back'),
  'order-held-kept': both(
    '工作人员决定：说不清的份按已出计',
    'a person decided that unclear copies count as delivered',
  ),
  'order-unclear-absent': both(
    '打印机证明说不清的份没有出纸',
    'the printer proved that the unclear copies had not come out',
  ),
  'order-forgotten': both('终端记着一个服务器不认识的订单', 'a terminal remembers an order that is not known here'),
  'ledger-lost': both('终端的账本已损坏', 'the ledger of the terminal is lost'),
  'order-late-paper': both('已退的份后来又出了纸', 'paper of copies that had been given back came out'),
  'refund-processing': both('支付方受理了退款', 'the provider accepted a refund'),
  'refund-succeeded': both('支付方说退款已完成', 'the provider says that a refund is through'),
  'refund-abnormal': both('支付方退不到付款人账户', 'the provider could not pay a refund out'),
  'refund-redirected': both('工作人员把退款改退到别处', 'a person had a refund sent elsewhere'),
  'refund-redirect-refused': both('支付方没有改退', 'the provider did not send it elsewhere'),
  'refund-slow': both('退款在支付方处理过久', 'the provider has a refund under way for too long'),
  'refund-returned': both('退款退到了本校自己的账户', 'a refund came to the university’s own account'),
  'refund-closed': both(
    '支付方关闭了这笔退款单号，换号再退',
    'the provider gave a refund number up; another takes its place',
  ),
  'refund-refused': both('支付方拒绝了退款，将再申请', 'the provider refused a refund; it is asked for again'),
  'refund-amount-doubted': both('支付方说的退款金额不符', 'the provider named another amount of a refund'),
  'refund-total-corrected': both('退款依据的付款总额已更正', 'the total behind a refund was corrected'),
  'refund-paid-by-hand': both('工作人员用其他方式退还了', 'a person paid a refund back another way'),
  'refund-written-off': both('工作人员决定不退', 'a person ended a refund that was owed'),
  'refund-paid-twice': both(
    '工作人员已退过的款，支付方又退了一次',
    'the provider paid a refund that a person had ended',
  ),
  'refund-lost': both('工作人员把多退的款记入损失', 'a person entered what had left as lost'),
  'refund-unknown': both(
    '支付方提到一笔本院没有申请过的退款',
    'the provider told of a refund that nobody here asked for',
  ),
  'payment-unclaimed': both('有人提到一笔没有订单的付款', 'somebody told of a payment that no order knows'),
  'payment-unclaimed-confirmed': both(
    '支付方证实了没有订单的付款',
    'the provider confirmed a payment that no order knows',
  ),
  'payment-unclaimed-decided': both(
    '工作人员决定了没有订单的付款',
    'a person decided about a payment that no order knows',
  ),
  'reprint-opened': both('免费重打', 'a free reprint'),
  'reprint-code-given': both('给出了免费重打码', 'a code for a free reprint was given'),
  'reprint-code-used': both('重打码已用完', 'the reprint code is spent'),
  'reprint-code-taken-back': both('重打码已撤回', 'the reprint code was taken back'),
  'reprint-code-expired': both('重打码已过期', 'the reprint code has expired'),
  'orders-of-number-sought': null,
  'older-orders-adopted': both('旧订单归到了现在的商户', 'older orders were given their merchant'),
}
