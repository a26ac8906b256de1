import type { RecordOrder } from '../../src/contract/history-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { MerchantKey, Notice } from '../payments/payments.ts'

/** What other rooms may ask of orders. */
export interface Orders {
  /** Of each person, in a period. */
  readonly freeCopies: number
  /** Of one document, in one order. */
  readonly maxCopies: number
  /** Free copies that a person has left for documents of a kind, in the period that runs now. */
  freeCopiesLeft(personId: string, kind: string): Promise<number>
  /** The count of free copies that runs now for a person and a kind, by its key: what is granted raises it. */
  runningCount(personId: string, kind: string): string
  /** Whether each kind has a count of its own. */
  readonly countsByKind: boolean
  /** Every order of copies of a document, as its person may know it, oldest first. */
  historyOf(documentId: string): Promise<RecordOrder[]>
  /** Whether staff have given a person a code for a free reprint that can still be used. */
  hasReprintCode(personId: string): Promise<boolean>
  /** Where a visitor lays a bad copy once it was printed again; null where the house has no such place. */
  readonly badCopiesGoTo: Bilingual | null
  /** Does at once what is done every few seconds: asks about payments, closes, refunds. */
  sweep(): Promise<void>
  /**
   * Takes in what the merchant `from` has surely said. A payment that no order knows, and a refund that nobody here has asked for, are
   * kept; false when it speaks of an order or a refund that is another merchant's.
   */
  takeNotice(from: MerchantKey, notice: Notice): Promise<boolean>
}
