import type { Result } from '../../src/result.ts'

/** What became of a refund: `closed` is given up for good and paid nothing, `abnormal` needs a person. */
export type RefundState = 'processing' | 'succeeded' | 'closed' | 'abnormal'

/** One line of a provider's bill, as far as the house compares it. */
export type BillLine =
  | {
      readonly kind: 'payment'
      readonly outTradeNo: string
      readonly transactionId: string
      /** Of the whole order, before vouchers. */
      readonly amountFen: number
      readonly at: Date
    }
  | {
      readonly kind: 'refund'
      readonly outTradeNo: string
      readonly outRefundNo: string
      readonly transactionId: string
      readonly amountFen: number
      /** As it was when the bill was made, and never later. */
      readonly state: RefundState
      readonly at: Date
    }

/** A bill that is whole: its hash fits, every line was read, and its own sums are those of its lines. */
export interface Bill {
  readonly lineCount: number
  readonly paymentsFen: number
  readonly refundsFen: number
  /** SHA-1 of the file in hex, as the provider's signed reply names it. */
  readonly digest: string
  /** Reads the lines once more from the start, a few at a time in memory however many there are. */
  lines(): AsyncIterable<BillLine>
}

/**
 * Why there is no bill in hand. `later`: it is not made yet, or the provider is silent. `damaged`: it came and can't be believed.
 * `refused`: the merchant may not have it.
 */
export interface BillFailure {
  readonly kind: 'later' | 'damaged' | 'refused'
  /** The provider's code, or a word of ours: for logs and for staff. */
  readonly code: string
}

/** The bills of one merchant. */
export interface Bills {
  /** IANA name of the zone whose midnight ends a day of a bill. */
  readonly timeZone: string
  /** HH:MM by that zone from which the bill of the day before is there, if there is one. */
  readonly readyAt: string
  /** The bill of a day that is over, YYYY-MM-DD. `no-bill` is final: nothing was traded. */
  ofDay(day: string): Promise<Result<Bill | 'no-bill', BillFailure>>
}
