import type { Bilingual } from '../../../src/contract/texts.ts'
import type { Month } from '../month.ts'

/** What one order has earned in a month: what a receipt is made out for. Nothing of a person stands in it. */
export interface ReceiptLine {
  /** Null of a payment that no order knows and that a person has decided to keep. */
  readonly orderNumber: string | null
  /** Our number of the payment at the provider, and the provider's own; null where there is none. */
  readonly paymentNumber: string | null
  readonly transactionNumber: string | null
  readonly title: Bilingual | null
  readonly copies: number | null
  /** When it was earned, or given back, last. */
  readonly at: Date
  /** Below nought where more was given back in the month than was earned. */
  readonly amountFen: number
}

/** Whoever receipts are made out by: a table for people, or a platform of the treasury. */
export interface ReceiptReceiver<Taken> {
  /** Takes the lines of a month, each once. */
  take(month: Month, lines: readonly ReceiptLine[]): Taken
}
