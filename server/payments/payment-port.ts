import type { Bilingual } from '../../src/contract/texts.ts'
import type { Result } from '../../src/result.ts'
import type { Bills, RefundState } from './bill.ts'
import type { Complaints } from './complaint-port.ts'
import type { PaymentFailure } from './payment-failure.ts'

export type { PaymentFailure } from './payment-failure.ts'

export interface Transaction {
  readonly outTradeNo: string
  /** `paid` stays so when some of it is refunded; `unknown` is any state that is not meant for this kind of payment. */
  readonly state: 'not-paid' | 'paid' | 'closed' | 'unknown'
  readonly totalFen: number | null
  readonly transactionId: string | null
  readonly paidAt: Date | null
  /** The provider says that some of it has been refunded, or is being; left out where it does not say. */
  readonly hasRefunds?: boolean
}

export interface Refund {
  readonly outRefundNo: string
  readonly state: RefundState
  readonly refundFen: number
  /**
   * Where the money of a refund that succeeded has come to: an account of the payer, or one of the merchant's own, so that the payer has
   * nothing yet. Left out where the provider does not say it, or in words that are not known.
   */
  readonly receivedBy?: 'payer' | 'merchant'
}

/** A bank card of the payer. It is told to the provider and to nobody else: no log, no store and no failure has anything of it. */
export interface BankCard {
  /** As `bankOf` gives it. */
  readonly bank: string
  readonly number: string
  readonly holderName: string
}

/** Where a refund goes that could not be paid out: to a bank card of the payer, or to the merchant's own account. */
export type RefundTarget = { readonly kind: 'payer-card'; readonly card: BankCard } | { readonly kind: 'merchant' }

/** What a provider offers for a refund that it could not pay out. */
export interface AbnormalRefunds {
  /** Of which banks it takes cards, for people to read. */
  readonly banks: readonly Bilingual[]
  /** The provider's own name of a bank, however it was called in `banks`; null for one whose cards it does not take. */
  bankOf(said: string): string | null
  /**
   * Sends an abnormal refund elsewhere, under the number that it has: it is the same refund. What became of it is asked first, and one
   * that is not abnormal is given back as it is, with nothing asked for. `processing` says that it was taken on; follow it with
   * `queryRefund`. Whether it reached anybody is told by `receivedBy`, and an end at the merchant's own account pays nobody.
   */
  sendElsewhere(refund: {
    outRefundNo: string
    refundFen: number
    to: RefundTarget
  }): Promise<Result<Refund, PaymentFailure>>
}

/** A notice whose signature was verified and whose content was opened. */
export type Notice =
  | { readonly kind: 'payment'; readonly transaction: Transaction }
  | { readonly kind: 'refund'; readonly outTradeNo: string; readonly refund: Refund }
  /** Something has happened to a complaint: a reason to ask about it, and no more. */
  | { readonly kind: 'complaint'; readonly complaintId: string }

/** A key by which the provider is believed and that ends within thirty days, while no newer one is known. */
export interface EndingKey {
  readonly id: string
  readonly endsAt: Date
}

/**
 * One merchant at one provider, as far as the house needs it. Numbers are made and stored before a call and never changed
 * because of its outcome.
 */
export interface Payments {
  /** Opens or re-opens an unpaid order; its code is shown to the payer. The same number with the same content is safe to repeat. */
  openCode(order: {
    outTradeNo: string
    description: string
    amountFen: number
    expiresAt: Date
    terminalId: string
  }): Promise<Result<{ codeUrl: string }, PaymentFailure>>
  /**
   * `not-found` says that no code was ever given for the number; of a number with a code it is taken for the word of another
   * merchant, and proves nothing. Where the provider has a trade only once its code was scanned, say `not-paid`.
   */
  query(outTradeNo: string): Promise<Result<Transaction, PaymentFailure>>
  /** Only `ok` means that nothing can be paid any more; after anything else, query. */
  close(outTradeNo: string): Promise<Result<'closed', PaymentFailure>>
  /** Accepted is not refunded: follow with `queryRefund`. The same number is the same refund. */
  refund(refund: {
    outTradeNo: string
    outRefundNo: string
    refundFen: number
    totalFen: number
    reason: string
  }): Promise<Result<Refund, PaymentFailure>>
  queryRefund(outRefundNo: string): Promise<Result<Refund, PaymentFailure>>
  /**
   * Checks and opens a notice, and refuses one that is not for this merchant. Headers with lower-case names; `rawBody` as it
   * came.
   */
  readNotice(headers: Record<string, string | undefined>, rawBody: Uint8Array): Result<Notice, PaymentFailure>
  /** Does what is due by itself, meant for once an hour, and names keys that end soon; absent where nothing is ever due. */
  upkeep?(): Promise<readonly EndingKey[]>
  /** Absent where an abnormal refund can be settled at the provider's own console only. */
  readonly abnormalRefunds?: AbnormalRefunds
  /** Absent where payers have no way to complain at the provider, or merchants none to hear of it. */
  readonly complaints?: Complaints
  /** Null where the provider gives out no bills: then only its answers to queries can be compared. */
  readonly bills: Bills | null
}
