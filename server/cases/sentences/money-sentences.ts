import { both } from '../../../src/contract/texts.ts'

/** What is said in cases about payments, refunds and bills. */
export const MONEY_SENTENCES = {
  'owed-is-kept': both('应退的 {{owedFen}} 从此不退', 'the {{owedFen}} fen owed is then not paid back'),
  'held-is-kept': both('待定的 {{heldFen}} 从此不退', 'the {{heldFen}} fen held is then not paid back'),
  'paid-is-kept': both('所付的 {{paidFen}} 从此不退', 'the {{paidFen}} fen paid is then not paid back'),
  'said-is-not-booked': both(
    '支付方所说的 {{saidFen}} 不入账，也不退',
    'the {{saidFen}} fen that the provider names are then neither booked nor paid back',
  ),
  'loss-is-not-booked': both(
    '支付方账簿之外付出的 {{lostFen}} 不记入账簿：收不回来的，用 book-loss 记入损失',
    'the {{lostFen}} fen, where the provider has paid them, then stand in no book: what does not come back is entered with book-loss',
  ),
  'unclear-given-back': both(
    '无法判断的份的钱 {{backFen}} 已退或正在退：不再欠款，核对后结案即可',
    'the {{backFen}} fen of copies that nobody can tell of have gone back or are on their way: nothing more is owed, look and close',
  ),
  'unclear-cost-nothing': both(
    '无法判断的份没有收过钱，也不欠款：核对后结案即可',
    'the copies that nobody can tell of have cost nothing, and nothing is owed: look and close',
  ),
  'money-of-printed': both(
    '无法判断的份已没有待定的钱：这样退的是已出的份的钱',
    'no money of copies that nobody can tell of is held any more: this is money for copies that came out',
  ),
  'reprint-given-back': both(
    '已出或可能已出的份中，{{backFen}} 已退或应退：这样是退了钱又免费重打',
    'of the copies that came out or may have, {{backFen}} fen have gone back or are owed: this prints for nothing what was paid back',
  ),
  paid: both('已付 {{paidFen}}', 'paid {{paidFen}} fen'),
  'paid-and-gone-back': both(
    '已付 {{paidFen}}；其中已有退款，而本院的记录里没有',
    'paid {{paidFen}} fen; some of it has gone back already, of which no table here knows',
  ),
  'payment-is': both('付款：{{state}}', 'the payment is {{state}}'),
  'refund-is': both('退款：{{state}}，{{refundFen}}', 'the refund is {{state}}: {{refundFen}} fen'),
  'refund-is-unasked': both(
    '退款：{{state}}，{{refundFen}}；本院没有人申请过',
    'the refund is {{state}}: {{refundFen}} fen; nobody here has asked for it',
  ),
  'refund-is-here': both('本院的退款：{{state}}，{{refundFen}}', 'the refund is {{state}}, {{refundFen}} fen'),
  'refund-has-succeeded': both('本院的退款已退成，{{refundFen}}', 'the refund has succeeded, {{refundFen}} fen'),
  'refund-is-with-payer': both(
    '退款：{{state}}，{{refundFen}}；已到付款人的账户',
    'the refund is {{state}}: {{refundFen}} fen; it came to an account of the payer',
  ),
  'refund-is-with-merchant': both(
    '退款：{{state}}，{{refundFen}}；退到了商户自己的账户',
    "the refund is {{state}}: {{refundFen}} fen; it came to the merchant's own account",
  ),
  'returned-to-university': both(
    '支付方退到了本校自己的账户：付款人还没有收到',
    "the provider has sent it to the university's own account: the payer has nothing yet",
  ),
  'has-not-reached-payer': both(
    '没有到付款人手里：支付方说退款异常',
    'it has not reached the payer: the provider calls the refund abnormal',
  ),
  'not-through': both('还没有退成', 'it is not through'),
  'card-forgotten': both(
    '银行卡没有存在任何地方，现在已不知道；退款仍然异常：请再说一次卡',
    'the card was kept nowhere and is not known any more; the refund is still abnormal: say it again',
  ),
  'elsewhere-not-offered': both(
    '这个支付方不能改退到别处：请在商户平台处理',
    'this provider sends no refund elsewhere: settle it at its console',
  ),
  'abnormal-as-before': both(
    '支付方答复了，退款仍然异常',
    'the provider has answered, and the refund is abnormal as before',
  ),
  'sends-to-card': both('让支付方改退到银行卡', 'has the provider send it to the bank card'),
  'sends-to-university': both('让支付方退回本校', 'has the provider send it back to the university'),
  'no-refund-here': both('本院没有这个单号的退款', 'no refund has this number here'),
  'state-of': both('{{state}} {{refundFen}}', '{{state}} {{refundFen}} fen'),
  'signed-answer': both('对询问的签名答复：{{words}}', 'a signed answer to a query: {{words}}'),
  'number-unknown': both(
    '不认识这个单号（{{code}}）；这种答复没有签名',
    'it knows no such number ({{code}}); such an answer is not signed',
  ),
  'not-known': both('不认识这个单号（{{code}}）', 'not known ({{code}})'),
  'no-answer': both('没有答复（{{code}}）', 'no answer ({{code}})'),
  'no-answer-believed': both(
    '支付方没有给出可信的答复（{{code}}）',
    'the provider has given no answer that can be believed ({{code}})',
  ),
  'not-asked': both('没有问', 'not asked'),
  'bill-lacks-payment': both('{{day}} 的账单里没有付款 {{number}}', 'the bill of {{day}} has no payment {{number}}'),
  'bill-lacks-refund': both(
    '到 {{day}} 为止的账单里都没有退款 {{number}}',
    'no bill until {{day}} has a refund {{number}}',
  ),
  'bill-has-payment': both(
    '{{day}} 的账单里有付款 {{number}}，{{thereFen}}',
    'the bill of {{day}} names a payment {{number}} of {{thereFen}} fen',
  ),
  'bill-has-payment-again': both(
    '{{day}} 的账单里付款 {{number}} 第二次出现，{{thereFen}}',
    'the bill of {{day}} names a payment {{number}} of {{thereFen}} fen, a second time',
  ),
  'bill-has-refund': both(
    '{{day}} 的账单里有退款 {{number}}，{{thereFen}}：{{state}}',
    'the bill of {{day}} names a refund ({{state}}) {{number}} of {{thereFen}} fen',
  ),
  'bill-has-refund-again': both(
    '{{day}} 的账单里退款 {{number}} 第二次出现，{{thereFen}}：{{state}}',
    'the bill of {{day}} names a refund ({{state}}) {{number}} of {{thereFen}} fen, a second time',
  ),
  'bill-late': both('问了一天还没有账单（{{code}}）', 'no bill after a day of asking ({{code}})'),
  'bill-damaged': both('没有可信的账单（{{code}}）', 'no bill that can be believed ({{code}})'),
  'payment-without-order': both('一笔付款的单号没有对应的订单', 'a payment was made under a number that no order has'),
  'order-remembered': both('一台自助机记着它对应的订单', 'a terminal remembers the order that it was for'),
  'refund-owed': both('这笔退款应退', 'this refund is owed'),
  'case-of-its-own': both('它的退款另立了一件事项：{{caseNumber}}', 'its refund is a case of its own: {{caseNumber}}'),
  'refund-slow': both('支付方处理它已超过 {{days}} 天', 'the provider has it under way for longer than {{days}} days'),
  'refund-slow-day': both('支付方处理它已超过 1 天', 'the provider has it under way for longer than 1 day'),
  'refused-again': both('支付方再次拒绝', 'the provider has refused it again'),
  'paid-back': both('支付方已退成', 'the provider has paid it back'),
  'provider-says': both('支付方说：{{state}}', 'the provider says {{state}}'),
  'paid-by-hand': both('人工退款：{{because}}', 'paid back by hand: {{because}}'),
  'not-paid-back': both('不退款：{{because}}', 'not paid back: {{because}}'),
  'right-amount': both('支付方说的金额对了', 'the provider names the right amount'),
  'as-ordered': both(
    '签名答复与订单相符，或不会再被付款',
    'a signed answer says what was ordered, or that nothing can be paid',
  ),
  'answer-names-another': both(
    '答复里的退款是 {{refundFen}}，原付款是 {{totalFen}}，与所申请的不一致',
    'the answer names a refund of {{refundFen}} fen from a payment of {{totalFen}} fen, which is not what was asked for',
  ),
  'answer-does-not-fit': both(
    '支付方的答复与本院的记录对不上（{{code}}），没有入账',
    'the answer of the provider does not fit what is on record here ({{code}}): nothing of it is booked',
  ),
  'gone-back-before': both(
    '这笔付款已退过钱，而本院的记录里没有：{{parts}}。在此期间不会再发退款',
    'of this payment money has gone back already that is in no table here: {{parts}}. It is not sent while that is so',
  ),
  'gone-back': both(
    '这笔付款已退过钱，而本院的记录里没有：{{parts}}',
    'of this payment money has gone back already that is in no table here: {{parts}}',
  ),
  'gone-back-part': both('{{refundFen}}，单号 {{number}}，{{state}}', '{{refundFen}} fen under {{number}}, {{state}}'),
  'gone-back-unknown': both('单号本院不知道', 'under a number that is not known here'),
  'asks-again': both('再次询问支付方', 'asks the provider again'),
  'asks-after-refund': both('询问退款的结果', 'asks what became of the refund'),
  'sends-refund-again': both('先询问，再重发退款', 'asks, and sends the refund again'),
  'pays-back': both('通过支付方退款', 'pays back at the provider'),
  'pays-back-what-was-paid': both('按支付方所说的已付金额退还', 'pays back what the provider says was paid'),
} as const
