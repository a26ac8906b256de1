import type { Bilingual } from '../../src/contract/texts.ts'
import type { MerchantKey } from '../payments/payments.ts'

/** What becomes of a line of a bill, or of an order that stands in no bill. */
export const LINE_CLASSES = [
  'equal',
  'of-others',
  'paid-there-not-here',
  'there-only',
  'amount-differs',
  'refund-differs',
] as const
export type LineClass = (typeof LINE_CLASSES)[number]
export type DifferenceClass = Exclude<LineClass, 'equal' | 'of-others'> | 'here-only' | 'sheets-differ' | 'bill-missing'

/** A difference, as finance reads it. */
export interface ReportedDifference extends MerchantKey {
  readonly class: DifferenceClass
  /** Closed: a person has ended its case, and what differs still does. */
  readonly state: 'open' | 'closed' | 'explained'
  readonly orderNumber: string | null
  /** The kiosk of its order, by its id and by its name; null without an order. */
  readonly terminalId: string | null
  readonly kiosk: Bilingual | null
  readonly outTradeNo: string | null
  readonly outRefundNo: string | null
  /** Booked here; of sheets, how many were counted. */
  readonly here: number | null
  /** On the bill; of sheets, how many the copies have. */
  readonly there: number | null
  /** What the provider last answered to a query. */
  readonly answer: string | null
  readonly caseNumber: string
  /** Who has ended its case, and when, ISO 8601; null of every other state than closed. */
  readonly closed: { readonly at: string; readonly by: string } | null
}

export interface ReportedMerchant extends MerchantKey {
  readonly state: 'waiting' | 'asking' | 'matched'
  readonly bill: 'taken' | 'no-trade' | 'not-offered' | null
  /** Why there is no bill in hand. */
  readonly why: string | null
  readonly paymentsFen: number
  readonly refundsFen: number
  /** Lines of the bill by their class, payments apart from refunds. */
  readonly lines: readonly { kind: 'payment' | 'refund'; class: LineClass; count: number; sumFen: number }[]
}

/** What has come out at the printers on a day of the house. */
export interface ReportedSheets {
  readonly terminalId: string
  readonly kiosk: Bilingual
  readonly copiesDelivered: number
  readonly sheetsCounted: number
}

/** A day, reconciled. */
export interface DayReport {
  readonly day: string
  readonly merchants: readonly ReportedMerchant[]
  readonly sheets: readonly ReportedSheets[]
  readonly differences: readonly ReportedDifference[]
}

/** What other rooms may ask of reconciliation. */
export interface Reconciliation {
  /** Fetches the bills of a day that is over, YYYY-MM-DD, once more, and compares. */
  run(day: string): Promise<DayReport>
  /** Does at once what is done every minute: days that are due, bills that were not there, questions that were not answered. */
  sweep(): Promise<void>
}
