import { both } from '../../../src/contract/texts.ts'

/** Why something is not done that a person wanted about a case. */
export const REFUSALS = {
  'no-such-case': both('没有这个编号的事项', 'no case has this number'),
  'no-case-numbered': both('没有编号为 {{number}} 的事项', 'no case has the number {{number}}'),
  'no-order-numbered': both('没有编号为 {{number}} 的订单', 'no order has the number {{number}}'),
  'server-must-run': both(
    '这要由运行中的服务器来办：请先启动服务器，再给一次命令',
    'this is carried out by the running server: start it, then give the command again',
  ),
  'nobody-carries-out': both('这里没有谁能对{{kind}}办{{act}}', 'nothing here carries out {{act}} for {{kind}}'),
  'waits-for-second': both(
    '这件事项正等第二人决定：先 agree 或 disagree',
    'an act on this case waits for a second person: agree or disagree first',
  ),
  'is-under-way': both(
    '这件事项正在办理：结果由机器告知',
    'an act on this case is under way: the machine will say how it ended',
  ),
  'has-ended': both('这件事项已办结，不再改变', 'this case has ended, and stays as it is'),
  'nothing-under-way': both('这件事项没有正在办理的', 'nothing on this case is under way'),
  'disagree-takes-back': both(
    '这件事项正等第二人决定：用 disagree 收回',
    'an act on this case waits for a second person: disagree takes it back',
  ),
  'nothing-waits': both('这件事项没有等第二人决定的', 'nothing on this case waits for a second person'),
  'asked-by-same': both(
    '这是 {{name}} 提出的：要由另一人同意',
    '{{name}} has asked for this: another person must agree',
  ),
  'asker-counts-no-more': both(
    '{{name}} 已不能再提出这样的办理：请先 disagree，再由别人重新提出',
    '{{name}} may not ask for this any more: disagree, and somebody else asks anew',
  ),
  'changed-since': both(
    '在您查看之后，这件事项又有了新情况：请先看过再办理',
    'something has happened in this case since you looked: look again first',
  ),
  'less-at-stake': both(
    '现在涉及的金额已比提出时少：请先 disagree，再重新提出',
    'less is at stake by now than was asked for: disagree, and ask anew',
  ),
  'not-to-be-taken-back': both(
    '{{act}}一经开始就不能撤回：结果由机器告知',
    '{{act}} cannot be taken back once it has begun: the machine will say how it ended',
  ),
  'kind-ended-by': both('{{kind}}类事项只能这样办：{{acts}}', 'a case of the kind {{kind}} is ended by {{acts}}'),
  'reference-missing': both(
    '缺 --reference：在账上或支付方能查到这笔退款的编号',
    '--reference is missing: under which number the refund is found in the books or at the provider',
  ),
  'reference-used': both(
    '--reference：{{reference}} 已记在事项 {{caseNumber}} 里：一个凭证号只能记一笔退款',
    '--reference: {{reference}} is noted in the case {{caseNumber}} already: each refund by hand has a number of its own',
  ),
  'reference-elsewhere': both(
    '--reference 只用于登记人工退款（refunded-by-hand），不用于{{act}}',
    '--reference belongs to refunded-by-hand, not to {{act}}',
  ),
  'copies-elsewhere': both('--copies 不用于{{act}}', '--copies does not belong to {{act}}'),
  'copies-number': both('--copies：1 到 99 的整数', '--copies: a number from 1 to 99'),
  'reason-for-part': both(
    '缺 --reason：没有全额退，请说明为什么',
    '--reason is missing: less than the whole amount is paid back, so say why',
  ),
  'reason-to-close': both(
    '缺 --reason：一分不退，请说明为什么',
    '--reason is missing: nothing is paid back, so say why',
  ),
  'reason-missing': both('缺 --reason：请说明为什么', '--reason is missing: say why'),
  'amount-elsewhere': both('{{option}} 不用于{{act}}', '{{option}} does not belong to {{act}}'),
  'amount-missing': both('缺 --amount：事项本身没有金额', '--amount is missing: the case names no amount'),
  'amount-beyond': both(
    '--amount：这件事项涉及 {{amountFen}}，不能退得更多',
    '--amount: the case is about {{amountFen}} fen, and no more is paid back',
  ),
  'amount-number': both(
    '--amount-fen：以分计的整数，1 到 {{most}}；以元计的用 --amount，例如 8.00',
    '--amount-fen: a whole number of fen, from 1 to {{most}}; yuan are given with --amount, such as 8.00',
  ),
  'amount-yuan': both(
    '--amount：以元计，一定写两位小数，例如 8.00，最多 100000.00；以分计的用 --amount-fen',
    '--amount: yuan, always with two digits such as 8.00, 100000.00 at most; fen are given with --amount-fen',
  ),
  'amount-twice': both(
    '--amount 和 --amount-fen 只能写一个',
    '--amount and --amount-fen are one amount: give one of them',
  ),
  'four-eyes': both(
    '涉及 {{stake}}，超过 {{above}} 要两人决定',
    '{{stake}} are at stake, and above {{above}} two people decide',
  ),
  'name-long': both('--by：最多 {{most}} 个字符', '--by: {{most}} characters at most'),
  'name-wrong': both('--by：要用汉字或拉丁字母写姓名', '--by: a name in Chinese characters or Latin letters is needed'),
  'reason-long': both('--reason：最多 {{most}} 个字符', '--reason: {{most}} characters at most'),
  'reason-characters': both('--reason：里面有不能写的字符', '--reason: a character in it is no part of a text'),
  'reason-words': both('--reason：请用文字说明为什么', '--reason: say why, in words'),
  'reference-wrong': both(
    '--reference：4 到 64 个字母、汉字、数字、空格或 . _ / # : ( ) -，凭它在账上或支付方能查到这笔退款',
    '--reference: 4 to 64 letters, Chinese characters, digits, blanks or . _ / # : ( ) -, under which the refund is found in the books or at the provider',
  ),
  'kind-unknown': both('--kind：没有这一类事项；有的是 {{kinds}}', '--kind is unknown; there are {{kinds}}'),
  'after-wrong': both('--after：不是事项编号', '--after is no number of a case'),
  'limit-wrong': both('--limit：1 到 {{most}} 的整数', '--limit is a number from 1 to {{most}}'),

  'say-how-much': both('请写明退多少（--amount）', 'say how much'),
  'refund-over': both('这笔退款已经结束', 'this refund has ended already'),
  'refund-whole': both('这笔退款要整笔退：{{refundFen}}', 'this refund is owed whole: {{refundFen}} fen'),
  'refund-goes-on': both(
    '已有一笔退款 {{refundFen}} 应退，机器会自己办下去',
    'a refund of {{refundFen}} fen is owed already, and goes on by itself',
  ),
  'refund-ends-case': both(
    '有一笔退款 {{refundFen}} 应退，机器会自己办下去：退成后事项自动办结',
    'a refund of {{refundFen}} fen is owed, and goes on by itself: the case ends when it is through',
  ),
  'refund-at-provider': both(
    '退款 {{refundFen}} 已到支付方，机器会自己办下去',
    'a refund of {{refundFen}} fen is at the provider already, and goes on by itself',
  ),
  'refund-being-sent': both(
    '退款 {{refundFen}} 正在申请：等半分钟再看',
    'a refund of {{refundFen}} fen is being asked for just now: wait half a minute and look again',
  ),
  'nothing-was-paid': both(
    '这个订单没有付过款，没有可退的',
    'nothing was paid for this order, so nothing can be given back',
  ),
  'all-has-gone-back': both(
    '这个订单付的 {{paidFen}} 已全部退还，或正在退：不再欠款',
    'all {{paidFen}} fen that were paid for this order have gone back already, or a refund of them is under way: nothing more is owed',
  ),
  'refund-not-through': both(
    '这个订单应退的 {{owedFen}} 还没有退成，属于{{kind}}：请在事项 {{caseNumber}} 里办',
    'the refund of {{owedFen}} fen that is owed for this order is not through ({{kind}}): decide in the case {{caseNumber}}',
  ),
  'left-of-order': both('这个订单还能退 {{leftFen}}', 'of this order {{leftFen}} fen can be given back'),
  'left-of-order-whole': both(
    '这个订单还能退 {{leftFen}}：付了 {{paidFen}}，其中 {{refundFen}} 已退或应退',
    'of this order {{leftFen}} fen can be given back: {{paidFen}} fen were paid, {{refundFen}} fen have gone back or are owed',
  ),
  'no-copies-cost': both(
    '没有哪几份没出来的值 {{refundFen}}',
    'no number of copies that did not come out costs {{refundFen}} fen',
  ),
  'no-order-in-it': both(
    '里面没有本院的订单，不能记为已退：请用 close 结案，并写明做了什么',
    'no order of the house is in it, so that nothing can be booked as paid back: close it, and say what was done',
  ),
  'decide-in-amount-differs': both(
    '支付方说：{{words}}；请在这个订单的金额不符（amount-differs）事项里决定',
    'the provider says: {{words}}; decide in the case amount-differs of this order',
  ),
  'only-that-believed': both(
    '支付方说：{{words}}；只有这个金额可信，只能按它退',
    'the provider says: {{words}}; only that can be believed and paid back',
  ),
  'payment-decided': both('这笔付款怎么处理已经决定过', 'what becomes of this payment was decided already'),
  'payment-unconfirmed': both('还没有商户证实有这笔付款', 'no merchant has confirmed a payment of this number yet'),
  'merchant-has': both('商户那里只有 {{refundFen}}', 'the merchant has {{refundFen}} fen of it'),
  'elsewhere-at-console': both(
    '这个支付方不能改退到别处：请在商户平台处理，支付方说退成后事项自动办结',
    'this provider sends no refund elsewhere: settle it at the provider’s console: the case ends when the provider says so',
  ),
  'refund-not-with-people': both('这笔退款已不待人工处理', 'this refund is not with people any more'),
  'refund-under-way-there': both('支付方已在办理这笔退款', 'the provider has this refund under way already'),
  'loss-entered': both(
    '这笔退款已在事项 {{caseNumber}} 里记入损失',
    'this refund is entered as lost already, in the case {{caseNumber}}',
  ),
  'nothing-lost': both(
    '没有证据表明这笔退款在账簿之外付出过：不能记入损失；请用 close 结案，并写明查到什么',
    'of this refund nothing of it is known to have left beside the books: it is not lost. Close it, and say what was found',
  ),
  'loss-is-another': both(
    '支付方说付出的是 {{saidFen}}，与本事项的金额不同：请先查明',
    'the provider names {{saidFen}} fen that have left, which is not the amount of this case: find out first',
  ),
  'loss-noted-by-hand': both(
    '账簿里已把这个单号记为人工退款：钱只付出一次，没有损失；请用 close 结案',
    'a refund by hand is in the books under this very number: it has left once, and nothing is lost. Close it',
  ),
  'loss-owed-first': both(
    '这个订单还应退 {{owedFen}}，这笔可能就是它：如果是，请在那件事项里用 refunded-by-hand 和单号 {{number}} 登记',
    'a refund of {{owedFen}} fen is owed for this order, and this may be it: where it is, note it there with refunded-by-hand and the number {{number}}',
  ),
  'loss-undecided-first': both(
    '所付的钱还没有决定怎么处理：请先决定',
    'what was paid is not decided about yet: decide about that first',
  ),
  'loss-of-unbooked': both(
    '它所属的付款不在账簿里：请先处理那笔付款',
    'the payment that it is of is not in the books: decide about that first',
  ),
  'loss-beyond-provider': both(
    '按账簿，这笔付款在支付方只剩 {{leftFen}}',
    'by the books only {{leftFen}} fen of this payment are still at the provider',
  ),
  'card-bank-not-offered': both(
    '--card：支付方不能退到这家银行的卡，只能退到这些银行的借记卡：{{names}}',
    '--card: the provider sends no refund to cards of this bank, only to debit cards of {{names}}',
  ),
  'card-lines': both(
    '--card：要写三行：开户行、卡号、持卡人姓名',
    '--card: three lines are wanted: bank, number, name of the holder',
  ),
  'card-bank': both('--card：第一行是开户行', '--card: the first line is the name of the bank'),
  'card-number': both(
    '--card：第二行是卡号，16 到 19 位数字',
    '--card: the second line is the number of the card, 16 to 19 digits',
  ),
  'card-digit': both(
    '--card：卡号有一位错了，或两位颠倒了：请与卡片核对',
    '--card: a digit of the number is wrong, or two are exchanged: compare it with the card',
  ),
  'card-holder': both(
    '--card：第三行是持卡人姓名，用汉字或拉丁字母',
    '--card: the third line is the name of the holder, in Chinese characters or Latin letters',
  ),
  'card-elsewhere': both('--card 不用于{{act}}', '--card does not belong to {{act}}'),
  'card-missing': both(
    '缺 --card：一个三行的文件，依次为开户行、卡号、持卡人姓名；写 /dev/stdin 则当场输入',
    '--card is missing: a file with three lines, bank, number and name of the holder, or /dev/stdin to type them',
  ),
  'card-said-by-both': both(
    '缺 --card：一个三行的文件，依次为开户行、卡号、持卡人姓名；写 /dev/stdin 则当场输入。同意的人也要说出卡',
    '--card is missing: a file with three lines, bank, number and name of the holder, or /dev/stdin to type them. Whoever agrees says the card as well',
  ),
  'card-not-kept': both(
    '卡不保存，而服务器在 {{name}} 说出这张卡之后重启过：请先 disagree，再重新提出',
    'no card is kept, and the server was started after {{name}} had said this one: disagree, and ask anew',
  ),
  'card-not-same': both(
    '这不是 {{name}} 说的那张卡：请两张都与付款人的核对',
    "this is not the card that {{name}} has said: compare both with the payer's",
  ),
  'code-not-open': both('它的重打码已不能用', 'its code is not open any more'),
  'code-in-use': both('凭它的重打码可能正在出纸', 'copies may be coming out under its code just now'),
  'code-used': both('凭它的重打码已经出过纸', 'copies have come out under its code'),
  'asked-since': both('之后已向支付方申请过', 'the provider has been asked for it since'),
  'came-out': both('这个订单出了或可能出了 {{copies}} 份', 'of this order {{copies}} copies came out or may have'),
  'document-gone': both(
    '这份文件已撤销或被替换，不再打印',
    'the document was taken back or replaced: it is not printed again',
  ),
  'code-open': both('这个订单已有一个可用的重打码', 'a reprint code of this order is open already'),
  'code-just-expired': both(
    '这个订单的重打码刚刚过期：请一分钟后再试',
    'a reprint code of this order has just expired: try again in a minute',
  ),
} as const
