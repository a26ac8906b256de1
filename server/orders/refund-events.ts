import type { Selectable } from 'kysely'
import type { RefundTable } from '../ground/store/tables.ts'

export type RefundRow = Selectable<RefundTable>

/** What has become known about a refund. Each may come late, twice, or in any order. */
export type RefundEvent =
  /** The signed word of its provider. `isAnswer`: to a question of ours, not a notice. */
  | {
      readonly kind: 'said'
      readonly state: 'processing' | 'succeeded' | 'closed' | 'abnormal'
      readonly refundFen: number
      readonly isAnswer: boolean
      /** Of one that succeeded: whose account it has come to, where that was said. */
      readonly receivedBy?: 'payer' | 'merchant' | undefined
    }
  /** It surely was not taken on. `isShort`: the merchant's balance, which has to be filled up. */
  | { readonly kind: 'refused'; readonly code: string; readonly isShort: boolean }
  /**
   * A signed answer says something that does not fit: of the payment that the refund is reckoned from, or of the refund itself, which the
   * provider then has.
   */
  | { readonly kind: 'answer-differs'; readonly about: NonNullable<RefundRow['doubt_about']>; readonly said: string }
  /** The payment is what it was reckoned from, after all. */
  | { readonly kind: 'payment-fits' }
  /** The total of the payment that the provider has confirmed in a second signed answer. */
  | { readonly kind: 'total-corrected'; readonly totalFen: number }
  /** A person wants it tried again now. */
  | { readonly kind: 'retry-asked' }
  /** That is taken back before it was tried. */
  | { readonly kind: 'retry-taken-back' }
  /** A person wants what the provider could not pay out to be sent elsewhere, now. */
  | {
      readonly kind: 'redirect-asked'
      readonly to: NonNullable<RefundRow['redirected_to']>
      readonly by: string
      readonly because: string
    }
  /** That surely did not happen, or can't any more. */
  | { readonly kind: 'redirect-refused'; readonly code: string }
  /** That is taken back before it was tried. */
  | { readonly kind: 'redirect-taken-back' }
  /** A person takes the debt: paid back another way, with a reference, or not at all, with a reason. */
  | { readonly kind: 'paid-by-hand' | 'written-off'; readonly by: string; readonly because: string }
