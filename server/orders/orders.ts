import type { MerchantKey, Notice } from '../payments/payments.ts'

/** What other rooms may ask of orders. */
export interface Orders {
  /** Of each person, in a period. */
  readonly freeCopies: number
  /** Of one document, in one order. */
  readonly maxCopies: number
  /** Free copies that a person has left for documents of a kind, in the period that runs now. */
  freeCopiesLeft(personId: string, kind: string): Promise<number>
  /** Does at once what is done every few seconds: asks about payments, closes, refunds. */
  sweep(): Promise<void>
  /** Takes in what the merchant `from` has surely said; false when it speaks of no order that was opened there. */
  takeNotice(from: MerchantKey, notice: Notice): Promise<boolean>
}
