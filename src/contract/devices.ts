import type { Fault } from '../fault.ts'
import type { CardUid } from './ids.ts'

/**
 * What the station asks of its devices. A driver opens its link by itself and opens it again after a loss; nothing here throws for
 * what a device does.
 */
export interface Device {
  /** `null` while the device answers; otherwise why it can't be used. */
  fault(): Fault | null
  /** Calls `listener` whenever the answer of `fault()` changes. Returns a function that ends the subscription. */
  onFault(listener: (fault: Fault | null) => void): () => void
  /** Starts the link and keeps it. */
  open(): void
  /** Ends the link for good. */
  close(): Promise<void>
}

export type CardReaderEvent =
  | { readonly kind: 'card-tapped'; readonly uid: CardUid }
  | { readonly kind: 'card-unreadable'; readonly detail: string }

/** A reader of campus cards. Repeats of a resting card are dropped by the driver. */
export interface CardReader extends Device {
  onEvent(listener: (event: CardReaderEvent) => void): () => void
}

/** What an ID card says, as far as the kiosk needs it. Lives in memory until the identity is looked up; never logged. */
export interface IdCard {
  readonly type: 'resident' | 'foreign-2017' | 'foreign-2023' | 'hk-macao-taiwan'
  readonly name: string
  readonly idNumber: string
  /** YYYYMMDD, or null for a card that is valid for ever. */
  readonly validUntil: string | null
}

export type IdCardReaderEvent =
  | { readonly kind: 'reading' }
  | { readonly kind: 'id-card-read'; readonly card: IdCard }
  | { readonly kind: 'id-card-unreadable'; readonly detail: string }

/** A reader of second-generation ID cards. One presentation of a card gives one event. */
export interface IdCardReader extends Device {
  onEvent(listener: (event: IdCardReaderEvent) => void): () => void
}

export type CodeScannerEvent =
  /** `text` is what the code holds, at most 512 bytes. It may be anything, also somebody's payment code: never logged, never kept. */
  | { readonly kind: 'code-scanned'; readonly text: string }
  | { readonly kind: 'code-unreadable'; readonly detail: string }

/** A scanner of QR codes. The same code within two seconds is one event. */
export interface CodeScanner extends Device {
  /** The next code counts as a new one, even if it is the last one, still lying there. */
  forgetLast(): void
  onEvent(listener: (event: CodeScannerEvent) => void): () => void
}

export type ReceiptLine =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly align?: 'left' | 'center' | 'right'
      readonly bold?: boolean
      readonly size?: 1 | 2
    }
  | { readonly kind: 'pair'; readonly left: string; readonly right: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'feed'; readonly lines: number }

export interface ReceiptPrinter extends Device {
  /** Prints and cuts. `null` when the printer said that all of it came out, else why not. */
  print(lines: readonly ReceiptLine[]): Promise<Fault | null>
}

/** One copy of a document on its way to paper. */
export interface CopyOrder {
  /** Unique for ever; how the copy is found again at the printer after a break. */
  readonly jobName: string
  readonly pdf: Uint8Array
  readonly pages: number
}

export interface CopyProgress {
  /** Sheets that lie in the output tray, by the printer's own count. Never goes down. */
  readonly sheetsDelivered: number
  /** What the printer waits for; null while it works. */
  readonly stalled: Fault | null
}

/**
 * How one copy ended. `evidence` says what the count rests on: the printer's sheets, its finished job without a count, or
 * nothing. `unknown` is said when the printer was lost; the sheets are those that it had reported before.
 */
export type CopyOutcome =
  | { readonly kind: 'delivered'; readonly sheetsDelivered: number; readonly evidence: 'counted' | 'job-completed' }
  | { readonly kind: 'not-delivered'; readonly sheetsDelivered: number; readonly fault: Fault }
  | { readonly kind: 'unknown'; readonly sheetsDelivered: number; readonly fault: Fault }

export interface PagePrinter extends Device {
  /** Staff and visitors are told, but printing goes on: low paper, low toner. */
  warnings(): readonly Fault[]
  readonly sides: 'one-sided' | 'two-sided-long-edge'
  /** Whether `jobName` is known to the printer: after a break, a copy is sent again only if the printer never had it. */
  has(jobName: string): Promise<'yes' | 'no' | 'unreachable'>
  /** Sends one copy and follows it to its end. Does not reject. */
  printCopy(copy: CopyOrder, onProgress: (progress: CopyProgress) => void): Promise<CopyOutcome>
  /** Follows a copy that was sent before a break, to its end. */
  followCopy(copy: Omit<CopyOrder, 'pdf'>, onProgress: (progress: CopyProgress) => void): Promise<CopyOutcome>
  /** Asks the printer to stop a copy that is under way; its `CopyOutcome` tells what became of it. */
  cancelCopy(jobName: string): Promise<void>
}

/** Sheets of paper that `pages` pages take. */
export function sheetsOf(pages: number, sides: PagePrinter['sides']): number {
  return sides === 'one-sided' ? pages : Math.ceil(pages / 2)
}
