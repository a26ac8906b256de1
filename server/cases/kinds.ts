import type { Bilingual } from '../../src/contract/texts.ts'

/** What a person can do to end a case. */
export const CASE_ACTS = ['refund', 'refunded-by-hand', 'reprint-code', 'close'] as const
export type CaseAct = (typeof CASE_ACTS)[number]

/** What is known of a kind of case before there is one. */
export interface KindFacts {
  /** One sentence for staff: what has happened, and what is asked of them. */
  readonly says: Bilingual
  /** The acts that may end it, the most usual first. */
  readonly acts: readonly CaseAct[]
}

const says = (zh: string, en: string): Bilingual => ({ zh, en })

/** Everything that needs a hand, by its kind. */
export const CASE_KINDS = {
  'copy-unclear': {
    says: says(
      '无法判断一份是否已打印出来；请核对证据，决定是否退款。',
      'It cannot be told whether a copy came out: look at the evidence and decide about its money.',
    ),
    acts: ['refund', 'refunded-by-hand', 'reprint-code', 'close'],
  },
  'late-paper': {
    says: says(
      '已退还的一份后来仍打印了出来；请收走纸张并结案。',
      'Paper of a copy that had been given back came out all the same: take it away and close the case.',
    ),
    acts: ['close'],
  },
  'refund-refused': {
    says: says(
      '支付方拒绝了一笔退款；请查明原因后重试，或另行退还并登记凭证。',
      'The payment provider refused a refund: find out why and try again, or pay it back another way.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
  },
  'refund-abnormal': {
    says: says(
      '退款到不了付款人的账户；请在商户平台处理并登记凭证。',
      'A refund cannot reach the payer: settle it at the provider’s console and note the reference.',
    ),
    acts: ['refunded-by-hand', 'refund', 'close'],
  },
  'amount-differs': {
    says: says(
      '支付方说的金额与订单不符，未入账；请核对后退款或结案。',
      'The provider names another amount than the order; nothing was booked: compare, then refund or close.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
  },
  'outcome-missing': {
    says: says(
      '订单已付款，终端却没有报告打印结果；请到机器旁核对后决定。',
      'An order is paid and its terminal has told nothing: look at the machine, then decide.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
  },
  'order-forgotten': {
    says: says(
      '终端记着一个服务器不认识的订单；请核对后退款或结案。',
      'A terminal remembers an order that the server does not know: compare, then refund or close.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
  },
  'paid-unknown': {
    says: says(
      '收到一笔没有对应订单的付款；请决定是否退还。',
      'A payment came in that no order knows: decide whether it is paid back.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
  },
  'order-unclosable': {
    says: says(
      '订单在支付方那里关不掉，之后仍可能被付款；请到商户平台查看。',
      'An order cannot be closed at the provider and may still be paid: look at the provider’s console.',
    ),
    acts: ['close'],
  },
  'bill-differs': {
    says: says(
      '支付方的账单与本院的订单对不上；请查明差额。',
      'The provider’s bill and the orders of the house differ: find out why.',
    ),
    acts: ['close', 'refund', 'refunded-by-hand'],
  },
  'refund-differs': {
    says: says(
      '账单上的退款与本院的记录对不上；请查明差额。',
      'The refunds on the bill and those on record differ: find out why.',
    ),
    acts: ['close', 'refund', 'refunded-by-hand'],
  },
  'sheets-differ': {
    says: says(
      '打印机数出的张数与订单对不上；请到机器旁核对。',
      'The sheets that a printer has counted and those of the orders differ: look at the machine.',
    ),
    acts: ['close'],
  },
  'outcome-conflict': {
    says: says(
      '终端报告的结果与订单的状态矛盾；请核对证据后决定。',
      'What a terminal told of an order contradicts its state: look at the evidence and decide.',
    ),
    acts: ['refund', 'refunded-by-hand', 'close'],
  },
  'issued-file-damaged': {
    says: says(
      '一份已签发的文件缺失或损坏；请从备份恢复。',
      'A file that was issued is missing or damaged: bring it back from the backup.',
    ),
    acts: ['close'],
  },
  'bad-print': {
    says: says(
      '打印出来的一份有缺陷；可凭码免费重打，或说明理由退款。',
      'A copy came out badly: it may be printed again with a code, or refunded with a reason.',
    ),
    acts: ['reprint-code', 'refund', 'refunded-by-hand', 'close'],
  },
} as const satisfies Readonly<Record<string, KindFacts>>

export type CaseKind = keyof typeof CASE_KINDS

export const isCaseKind = (text: string): text is CaseKind => Object.hasOwn(CASE_KINDS, text)
