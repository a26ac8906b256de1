import type { Quote } from '../contract/documents.ts'
import type { JobId, VisitId } from '../contract/ids.ts'
import type { Outcome, Settlement } from '../contract/orders-api.ts'
import type { IdentityMeans } from '../contract/terminals-api.ts'
import type { Language } from '../contract/texts.ts'
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
  /** Somebody who is known already, as things stand now. Answered like `look-up-identity`. */
  | { readonly kind: 'look-up-visitor'; readonly request: number; readonly visitId: VisitId }
  /** Answered by `notice-agreed` or `notice-not-agreed`. */
  | {
      readonly kind: 'agree-to-notice'
      readonly request: number
      readonly visitId: VisitId
      readonly digest: string
      /** In which it was read. */
      readonly language: Language
    }
  /** Answered by `login-begun` or `login-not-begun`. The request is the name of the login from then on. */
  | { readonly kind: 'begin-login'; readonly request: number }
  /** Answered by `login-seen` or `login-unseen`. */
  | { readonly kind: 'look-at-login'; readonly login: number; readonly request: number }
  /** Answered like `look-up-identity`. */
  | { readonly kind: 'confirm-login'; readonly login: number; readonly request: number; readonly code: string }
  | { readonly kind: 'end-login'; readonly login: number }
  /** Answered by `handover-begun` or `handover-not-begun`. The request is the name of the handover from then on. */
  | { readonly kind: 'begin-handover'; readonly request: number; readonly visitId: VisitId; readonly jobId: JobId }
  /** Answered by `handover-seen` or `handover-unseen`. */
  | { readonly kind: 'look-at-handover'; readonly handover: number; readonly request: number }
  /** The visitor has compared the digits. Answered likewise. */
  | { readonly kind: 'give-handover'; readonly handover: number; readonly request: number; readonly digits: string }
  | { readonly kind: 'end-handover'; readonly handover: number }
  /** Whom a code of collection stands for. Answered like `look-up-visitor`. */
  | { readonly kind: 'collect'; readonly request: number; readonly code: string }
  /** Answered by `pin-proven`, `pin-not-proven` or `pin-unasked`. */
  | { readonly kind: 'prove-pin'; readonly request: number; readonly visitId: VisitId; readonly pin: string }
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
