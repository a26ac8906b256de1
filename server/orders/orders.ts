import type { RecordOrder } from '../../src/contract/history-api.ts'
import type { MerchantKey, Notice } from '../payments/payments.ts'

/** What other rooms may ask of orders. */
export interface Orders {
  /** Free copies that a person has left for documents of a kind, in the period that runs now, at a terminal; null: as the web shows it. */
  freeCopiesLeft(personId: string, kind: string, terminalId: string | null): Promise<number>
  /** The count of free copies that runs now for a person and a kind, by its key: what is granted raises it. */
  runningCount(personId: string, kind: string): string
  /** Whether each kind has a count of its own. */
  readonly countsByKind: boolean
  /** Every order of copies of a document, as its person may know it, oldest first. */
  historyOf(documentId: string): Promise<RecordOrder[]>
  /** Whether staff have given a person a code for a free reprint that can still be used. */
  hasReprintCode(personId: string): Promise<boolean>
  /** Does at once what is done every few seconds: asks about payments, closes, refunds. */
  sweep(): Promise<void>
  /**
   * Takes in what the merchant `from` has surely said. A payment that no order knows, and a refund that nobody here has asked for, are
   * kept; false when it speaks of an order or a refund that is another merchant's.
   */
  takeNotice(from: MerchantKey, notice: Notice): Promise<boolean>
}
