/**
 * Why the payment side did not do as asked. `refused`: it surely did not happen, and asking the same again is of no use.
 * `unknown`: it may have happened (time-out, 5xx, a reply whose signature does not verify): query before anything else.
 * `not-found`: the merchant that was asked has never heard of this number.
 */
export interface PaymentFailure {
  readonly kind: 'refused' | 'unknown' | 'not-found'
  /** The provider's code, or a word of ours: for logs. */
  readonly code: string
  /** The provider's own words beside its code, for staff: not signed, so evidence and never proof. At most 200 characters. */
  readonly words?: string
  /**
   * What is wrong, where the answer says so and asking again will not mend it. `balance`: the merchant's account is short, and the same
   * call goes through once it is filled. `configuration`: our clock or keys. `amount`: a signed answer that names another amount or
   * currency than it could; nothing of it is booked.
   */
  readonly about?: 'balance' | 'configuration' | 'amount'
  /** It is an answer about the refund that was asked for or about, which the provider then has; else it is about the payment. */
  readonly isOfRefund?: true
  /** Of a refund with another amount: what the answer names. */
  readonly named?: { readonly refundFen: number; readonly totalFen: number }
}
