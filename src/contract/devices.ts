import { z } from 'zod'
import type { Fault } from '../fault.ts'
import type { Supplies } from './heartbeat-api.ts'
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
  /** The tray that its paper must come from, as the printer names it (`media-source`, PWG 5100.7); not there: the printer chooses. */
  readonly tray?: string | null
}

/** What a printer says of one of its trays. `untold`: it does not tell its trays, which is no evidence of anything. */
export interface TrayWord {
  readonly there: 'yes' | 'no' | 'untold'
  /** Null where it does not tell them, or not by that name. */
  readonly sheets: number | null
}

export interface CopyProgress {
  /** Sheets that lie in the output tray, by the printer's own count. Never goes down. */
  readonly sheetsDelivered: number
  /** What the printer waits for; null while it works. */
  readonly stalled: Fault | null
}

/**
 * What a printer said of itself before a copy's first byte left: after a break, the copy's end is judged by comparing it with what
 * the printer says then. Null is what a printer does not tell, or could not be asked.
 */
export const printerStandingSchema = z.object({
  /** When it was said, by the station's wall clock, ms since 1970. */
  saidAtMs: z.int(),
  /** `printer-up-time` and `printer-config-change-time` (RFC 8011 section 5.4.29, PWG 5100.13). */
  upTimeSeconds: z.int().nullable(),
  configChangedAtSeconds: z.int().nullable(),
  /** `printer-impressions-completed` and `printer-media-sheets-completed`: everything that ever came out. */
  impressionsEver: z.int().nullable(),
  sheetsEver: z.int().nullable(),
  /**
   * What these two are worth: `moves` when they were seen to follow paper, `frozen` when paper came out and they stood still,
   * `late` when they followed it only seconds after all was over, `lagging` while they have not yet taken in what was printed before.
   * `unproven` is a counter that nobody has yet seen at work.
   */
  lifeCounters: z.enum(['unproven', 'moves', 'late', 'lagging', 'frozen']),
  /** In its list of jobs; null while that is empty or can't be had. */
  highestJobId: z.int().nullable(),
  /** The newest job in its list that had ended: while that one is listed, no newer one has been forgotten. */
  newestEndedJobId: z.int().nullable(),
  /** Whether jobs are listed under the names that they were sent with, as proven so far. */
  keepsNames: z.boolean().nullable(),
  /** It printed, or held jobs, that were not ours to send. */
  atWork: z.boolean(),
  /** `sides-supported` and `operations-supported`. */
  sides: z.array(z.string().max(64)).max(16).nullable(),
  operations: z.array(z.int()).max(128).nullable(),
})
export type PrinterStanding = z.infer<typeof printerStandingSchema>

/** On what the word about a copy's end rests, strongest first where there is more than one. */
export type CopyProof =
  /** The job ended as completed and every sheet was counted. */
  | 'counted'
  /** The printer's life counter moved by exactly this copy. */
  | 'life-counter'
  /** The job ended as completed at a printer that counts nothing. */
  | 'job-completed'
  /** The printer ended the job otherwise, or never had it. */
  | 'printer-said-no'
  /** The life counter stands still, or the list of jobs goes back far enough and lacks it. */
  | 'proven-absent'
  | 'none'

/**
 * How one copy ended. `sheetsDelivered` is what was confirmed, never more than the copy has. `evidence` says on what it rests, in a
 * machine's words: the proof, then what the printer said. What did not come out may still lie at the printer (`atPrinter`): then
 * `clearCopy` must be asked before anybody else is served.
 */
export type CopyOutcome =
  | {
      readonly kind: 'delivered'
      readonly sheetsDelivered: number
      readonly proof: CopyProof
      readonly evidence: string
    }
  | {
      readonly kind: 'not-delivered' | 'cannot-be-told'
      readonly sheetsDelivered: number
      readonly proof: CopyProof
      readonly evidence: string
      readonly fault: Fault
      readonly atPrinter: boolean
    }

/** The printer never had the copy, by proof: this one alone may be sent again. */
export interface NeverArrived {
  readonly kind: 'never-arrived'
  readonly evidence: string
}

/** Whoever keeps the record of a copy. What it throws ends the copy before anything is sent. */
export interface CopyRecord {
  /** Before the copy's first byte leaves, each time that it is offered: to be on the disk when this returns. */
  sending(standing: PrinterStanding): void
  /** The printer's number for it, as soon as that is known. */
  accepted(printerJobId: number): void
  /** Work of somebody else was seen at the printer since the copy was offered: to be on the disk when this returns. */
  othersSeen(): void
}

/** What the record says of a copy that was sent before a break. */
export interface SentCopy {
  readonly jobName: string
  readonly pages: number
  /** Null for a copy of before it was kept. */
  readonly standing: PrinterStanding | null
  readonly printerJobId: number | null
  /** Sheets confirmed before the break. */
  readonly sheetsDelivered: number
  /** Work of somebody else was seen beside it: what the printer counted in its life speaks of both. */
  readonly othersSeen: boolean
}

/** A copy that lay at the printer when it was given back is not there any more; `sheetsDelivered` came out of it in the end. */
export interface Cleared {
  readonly sheetsDelivered: number
  readonly cameOut: boolean
  /** The printer's life counter proves that nothing more came out of it, and its list of jobs that nothing more will. */
  readonly isProven: boolean
  readonly evidence: string
}

export interface PagePrinter extends Device {
  /** Staff and visitors are told, but printing goes on: low paper, low toner. */
  warnings(): readonly Fault[]
  readonly sides: 'one-sided' | 'two-sided-long-edge'
  /** Sheets of our paper in its trays by its own word; null where it does not say, or not for certain. */
  sheetsLeft(): number | null
  /** What it says of a tray; a refusal of the printer itself comes on top, for copies are ordered with fidelity. */
  tray(source: string): TrayWord
  /** Toner and trays as it tells them; null until it has answered. */
  supplies(): Supplies | null
  /** Calls `listener` whenever `warnings` or `sheetsLeft` changes. Returns a function that ends the subscription. */
  onSupplies(listener: () => void): () => void
  /** Sends one copy and follows it to its end. Does not reject but for what `record` throws. */
  printCopy(copy: CopyOrder, onProgress: (progress: CopyProgress) => void, record?: CopyRecord): Promise<CopyOutcome>
  /**
   * Finds out what became of a copy that was sent before a break, and follows it if it is under way. With `withdraw` nobody waits
   * for it any more: it is stopped as far as it has not come out.
   */
  resumeCopy(
    copy: SentCopy,
    onProgress: (progress: CopyProgress) => void,
    options?: { readonly withdraw?: boolean; readonly record?: Pick<CopyRecord, 'othersSeen'> },
  ): Promise<CopyOutcome | NeverArrived>
  /** Asks the printer to stop a copy that is under way; its `CopyOutcome` tells what became of it. */
  cancelCopy(jobName: string): Promise<void>
  /**
   * Makes sure that a copy which was given back can't come out later: stops it as often as it takes, and resolves when it is gone.
   * Until then `fault()` is not null. Over a restart it must be asked again.
   */
  clearCopy(copy: SentCopy): Promise<Cleared>
  /**
   * Watches on, while everybody is served, over the copy that was sent last, given back, and is gone. Resolves with what came out of it
   * after all, beyond the sheets that are known; null when that cannot be told any more.
   */
  watchAfterwards(copy: SentCopy): Promise<Cleared | null>
}

/** Sheets of paper that `pages` pages take. */
export function sheetsOf(pages: number, sides: PagePrinter['sides']): number {
  return sides === 'one-sided' ? pages : Math.ceil(pages / 2)
}
