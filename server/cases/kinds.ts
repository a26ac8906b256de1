import type { Bilingual } from '../../src/contract/texts.ts'

/** What a person can do to end a case. */
export const CASE_ACTS = [
  'refund',
  'refund-to-card',
  'return-to-university',
  'refunded-by-hand',
  'reprint-code',
  'book-loss',
  'close',
] as const
export type CaseAct = (typeof CASE_ACTS)[number]

/** What is known of a kind of case before there is one. */
export interface KindFacts {
  /** One sentence for staff: what has happened, and what is asked of them. */
  readonly says: Bilingual
  /** What the machine does by itself while such a case is open. */
  readonly byItself: Bilingual
  /** The acts that may end it, the most usual first. */
  readonly acts: readonly CaseAct[]
  /** Whether a room of the server carries out its acts, so that nothing is done about it where no server runs. */
  readonly isRoomsAffair: boolean
}

const both = (zh: string, en: string): Bilingual => ({ zh, en })

/** Everything that needs a hand, by its kind. */
export const CASE_KINDS = {
  'copy-unclear': {
    says: both(
      '无法判断一份是否已打印出来；请核对证据，决定是否退款。',
      'It cannot be told whether a copy came out: look at the evidence and decide about its money.',
    ),
    byItself: both(
      '设定金额以内已自动退还；超出的部分等您决定。打印机若能证明未出纸，余款自动退还并结案。',
      'Up to the set amount the copy was given back already; what is held beyond it waits for a decision. Should the printer prove that it did not come out, the rest goes back and the case ends.',
    ),
    acts: ['refund', 'refunded-by-hand', 'reprint-code', 'close'],
    isRoomsAffair: true,
  },
  'late-paper': {
    says: both(
      '已退还的一份后来仍打印了出来；请收走纸张并结案。',
      'Paper of a copy that had been given back came out all the same: take it away and close the case.',
    ),
    byItself: both('不做任何事：已退的钱不会再收。', 'Nothing: money that went back is not taken again.'),
    acts: ['close'],
    isRoomsAffair: true,
  },
  'refund-refused': {
    says: both(
      '支付方拒绝了一笔退款；请查明原因后重试，或另行退还并登记凭证。',
      'The payment provider refused a refund: find out why and try again, or pay it back another way.',
    ),
    byItself: both(
      '再问支付方并重新发起，退成即自动结案；已经退过的钱不会再退一次。',
      'It asks the provider and sends the refund again, and ends the case when it is through; money that has gone back already is not sent a second time.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'refund-abnormal': {
    says: both(
      '退款到不了付款人的账户；请改退到付款人的银行卡，或先退回本校再另行退还。',
      'A refund cannot reach the payer: have it sent to a bank card of theirs, or back to the university and then pay it yourself.',
    ),
    byItself: both(
      '定期询问支付方；若已在商户平台退成，自动结案。',
      'It asks the provider now and then, and ends the case when the refund was settled there.',
    ),
    acts: ['refund-to-card', 'return-to-university', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'refund-returned': {
    says: both(
      '退款退回了本校自己的账户，付款人还没有收到；请另行退还并登记凭证。',
      'The money of a refund came back to the university, and the payer has nothing of it: pay it another way and note the reference.',
    ),
    byItself: both(
      '不做任何事：钱在本校账户里，只能由人退还。',
      'Nothing: the money is in the university’s own account, and a person pays it.',
    ),
    acts: ['refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'refund-slow': {
    says: both(
      '一笔退款在支付方处理过久仍未到账；请在商户平台查看。',
      'The provider has had a refund under way for too long: look at its console.',
    ),
    byItself: both(
      '继续询问支付方；退款到账即自动结案。',
      'It asks the provider again, and ends the case when the refund is through.',
    ),
    acts: ['refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'amount-differs': {
    says: both(
      '支付方说的金额与订单不符，未入账；请核对后退款或结案。',
      'The provider names another amount than the order; nothing was booked: compare, then refund or close.',
    ),
    byItself: both(
      '继续询问支付方，答复与订单相符即自动结案。未入账的，两次答复同为另一金额即按其退还；已入账的等您决定。',
      'It asks the provider again: an answer that fits the order ends the case. Of what was not booked, a sum that two answers name alike is paid back; about what was, a person decides.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'outcome-missing': {
    says: both(
      '订单已付款，终端却没有报告打印结果，钱也可能已经退过；请看证据并到机器旁核对后决定。',
      'An order is paid and its terminal has told nothing; its money may have gone back already. Read the evidence, look at the machine, then decide.',
    ),
    byItself: both(
      '终端一旦报告结果，即按结果结算并自动结案；支付方已经退过的钱不会再退一次。',
      'It takes the terminal’s word as soon as it comes, settles the order by it and ends the case; money that the provider says has gone back already is not sent a second time.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'order-forgotten': {
    says: both(
      '终端记着一个服务器不认识的订单；请核对后退款或结案。',
      'A terminal remembers an order that the server does not know: compare, then refund or close.',
    ),
    byItself: both(
      '向支付方查询这笔付款，答复记入本案；钱只凭人的决定退还。',
      'It asks the provider about the payment, and what is answered stands in the case; money goes back by a person’s word alone.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'paid-unknown': {
    says: both(
      '收到一笔没有对应订单的付款；请决定是否退还。',
      'A payment came in that no order knows: decide whether it is paid back.',
    ),
    byItself: both(
      '支付方未证实时继续询问；证实后等您决定，没有订单的钱不会自动退还。终端若记得其订单，并入那个订单的事项。',
      'It asks until the provider has confirmed the payment; then it waits, for money without an order is paid back by a person’s word alone. Where a terminal remembers its order, the case of that order takes its place.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'order-unclosable': {
    says: both(
      '订单在支付方那里关不掉，之后仍可能被付款；请到商户平台查看。',
      'An order cannot be closed at the provider and may still be paid: look at the provider’s console.',
    ),
    byItself: both(
      '继续尝试关闭，支付方说明结果后自动结案。其后若被付款：订单已结束的全额退还，否则按终端报告的结果结算。',
      'It keeps trying, and ends the case when the provider says what became of the order. What is paid under it goes back whole where the order is over, else it is settled by what the terminal tells.',
    ),
    acts: ['close'],
    isRoomsAffair: true,
  },
  'bill-differs': {
    says: both(
      '支付方的账单与本院的订单对不上；请查明差额。',
      'The provider’s bill and the orders of the house differ: find out why.',
    ),
    byItself: both(
      '下次对账时再比对一次；一致则自动结案。',
      'It compares again at the next reconciliation, and ends the case when both agree.',
    ),
    acts: ['close', 'refunded-by-hand'],
    isRoomsAffair: true,
  },
  'refund-differs': {
    says: both(
      '支付方账单或通知中的退款与本院的记录对不上；请查明。',
      'The provider’s bill, or a notice, has another refund than is on record: find out why.',
    ),
    byItself: both(
      '账单有出入的，下次对账时再比对一次，一致则自动结案；只有通知提到的退款等您决定。',
      'Where the bill differs it compares again at the next reconciliation, and ends the case when both agree; a refund that only a notice has named waits for a person.',
    ),
    acts: ['book-loss', 'close'],
    isRoomsAffair: true,
  },
  'sheets-differ': {
    says: both(
      '打印机数出的张数与订单对不上；请到机器旁核对。',
      'The sheets that a printer has counted and those of the orders differ: look at the machine.',
    ),
    byItself: both(
      '下次对账时再比对一次；一致则自动结案。',
      'It compares again at the next reconciliation, and ends the case when both agree.',
    ),
    acts: ['close'],
    isRoomsAffair: false,
  },
  'outcome-conflict': {
    says: both(
      '终端报告的结果与订单的状态矛盾；请核对证据后决定。',
      'What a terminal told of an order contradicts its state: look at the evidence and decide.',
    ),
    byItself: both(
      '不做任何事：两种说法都已记下，等您决定。',
      'Nothing: both are written down and wait for a decision.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
    isRoomsAffair: true,
  },
  'issued-file-damaged': {
    says: both(
      '一份已签发的文件缺失或损坏；请从备份恢复。',
      'A file that was issued is missing or damaged: bring it back from the backup.',
    ),
    byItself: both(
      '下次检查时再核对一次；完好则自动结案。',
      'It looks again at the next check, and ends the case when the file is whole.',
    ),
    acts: ['close'],
    isRoomsAffair: false,
  },
  'books-differ': {
    says: both(
      '账簿与订单对不上，或账簿被改动过；请查明原因。',
      'The books and an order do not say the same, or what was entered was altered: find out why.',
    ),
    byItself: both(
      '下次检查时再核对一次；对得上则自动结案。',
      'It compares again at the next check, and ends the case when they agree.',
    ),
    acts: ['close'],
    isRoomsAffair: false,
  },
  'bad-print': {
    says: both(
      '打印出来的一份有缺陷；可凭码免费重打，或说明理由退款。',
      'A copy came out badly: it may be printed again with a code, or refunded with a reason.',
    ),
    byItself: both(
      '重打码用掉或过期后自动结案；其余等您决定。',
      'It ends the case when a reprint code was used or has expired; all else waits for a decision.',
    ),
    acts: ['refund', 'refunded-by-hand', 'reprint-code', 'close'],
    isRoomsAffair: true,
  },
  'erasing-fails': {
    says: both(
      '有人申请删除的数据多次没有删成；请看服务器日志，排除原因。',
      'What a person wants erased could not be erased after several tries: find the reason in the log of the server, and remove it.',
    ),
    byItself: both(
      '间隔逐渐加长地重试，删完即自动结案。',
      'It tries again with growing pauses, and ends the case when all is erased.',
    ),
    acts: ['close'],
    isRoomsAffair: false,
  },
  complaint: {
    says: both(
      '付款人在支付方那里投诉了；请核对订单，在投诉页面回复。',
      'A payer has complained at the provider: look at the order, and answer on the page of the complaint.',
    ),
    byItself: both(
      '定期询问支付方；投诉单处理完成即自动结案，再次投诉即另立新案。',
      'It asks the provider again and again, ends the case when the complaint is dealt with, and opens another one when it is complained anew.',
    ),
    acts: ['close'],
    isRoomsAffair: true,
  },
  'audit-bent': {
    says: both(
      '核对审计链发现有条目被改、被删或与院外副本不同；请按第一处问题查明是谁、何时动了数据库。',
      'The audit trail was verified and is not whole: an entry was changed or deleted, or the outside copy has another one. Find out from the first finding who touched the database, and when.',
    ),
    byItself: both(
      '每晚再核对一次；发现与上次不同的问题时再记入本事项。不会自动结案。',
      'It verifies again each night, and adds to the case what it had not found the night before. It does not end the case.',
    ),
    acts: ['close'],
    isRoomsAffair: false,
  },
  'terminal-chain-bent': {
    says: both(
      '一台自助机的审计链与它先前报来的接不上：被改过、被截断，或换回了旧的一份；请到机器旁查明。',
      'The audit chain of a kiosk does not go on with what it told before: it was changed, cut off, or an older one put back. Look at the machine.',
    ),
    byItself: both(
      '自助机已把那条链原样移到一边，另开了一条；先前报来的条目都在。不会自动结案。',
      'The kiosk has set that chain aside as it was and begun another; what it had told before is all here. It does not end the case.',
    ),
    acts: ['close'],
    isRoomsAffair: false,
  },
} as const satisfies Readonly<Record<string, KindFacts>>

export type CaseKind = keyof typeof CASE_KINDS

export const isCaseKind = (text: string): text is CaseKind => Object.hasOwn(CASE_KINDS, text)
