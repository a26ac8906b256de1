import type { Quote } from '../contract/documents.ts'
import type { JobId, VisitId } from '../contract/ids.ts'
import type { Outcome, Settlement } from '../contract/orders-api.ts'
import type { IdentityMeans } from '../contract/terminals-api.ts'
import type { FaultCode } from '../fault.ts'
import type { CheckedDocument, Job } from './state.ts'
import type { TimerName } from './timer-name.ts'

/** What a reprint is asked for with: the printer's record of the order `of`, or a code of staff. */
export type ReprintHow =
  | { readonly by: 'rule'; readonly of: JobId; readonly copies: number; readonly reported: readonly FaultCode[] }
  | { readonly by: 'code'; readonly code: string }

/** An order to the station. Every one that asks for an answer is answered by exactly one event, whatever happens. */
export type Effect =
  | { readonly kind: 'look-up-identity'; readonly request: number; readonly means: IdentityMeans }
  | {
      readonly kind: 'prepare-document'
      readonly request: number
      readonly visitId: VisitId
      readonly documentKind: string
      readonly edition: string
    }
  | {
      readonly kind: 'open-order'
      readonly jobId: JobId
      readonly visitId: VisitId
      readonly document: CheckedDocument
      readonly quote: Quote
    }
  /** Copies that came out badly are to be printed again for nothing. Answered by `reprint-opened` or `reprint-refused`. */
  | { readonly kind: 'open-reprint'; readonly jobId: JobId; readonly visitId: VisitId; readonly how: ReprintHow }
  /** Answered by `payment-settled` or `order-closed`, unless `close-order` comes first. */
  | { readonly kind: 'watch-payment'; readonly jobId: JobId }
  /** Answered by `order-closed`, `payment-settled` (it was paid after all) or `order-unclear`. */
  | { readonly kind: 'close-order'; readonly jobId: JobId }
  /** The result of an order that nobody waits for any more: find out what became of it and give everything back. */
  | { readonly kind: 'abandon-order'; readonly jobId: JobId }
  | { readonly kind: 'print'; readonly job: Job }
  | { readonly kind: 'stop-printing'; readonly jobId: JobId }
  /** What each copy's end rests on stands in the ledger. */
  | { readonly kind: 'report-outcome'; readonly jobId: JobId; readonly outcome: Omit<Outcome, 'copies'> }
  | { readonly kind: 'print-receipt'; readonly job: Job; readonly settlement: Settlement }
  /** Answered by `paper-checked` or `paper-not-checked`. */
  | { readonly kind: 'check-paper'; readonly request: number; readonly scanned: string }
  /** The paper that lies under the scanner is to be read once more. */
  | { readonly kind: 'forget-last-scan' }
  | { readonly kind: 'end-visit'; readonly visitId: VisitId }
  /** Forget files and everything else that is personal. */
  | { readonly kind: 'wipe' }
  | { readonly kind: 'start-timer'; readonly timer: TimerName; readonly token: string; readonly delayMs: number }
  | { readonly kind: 'stop-timer'; readonly timer: TimerName }
