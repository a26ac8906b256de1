import type { IdCard } from '../contract/devices.ts'
import type { HandoverState } from '../contract/handovers-api.ts'
import type { CardUid, JobId } from '../contract/ids.ts'
import type { KioskCommand } from '../contract/kiosk-command.ts'
import type { LoginState } from '../contract/logins-api.ts'
import type { Order, Settlement } from '../contract/orders-api.ts'
import type { PaperAnswer } from '../contract/paper.ts'
import type { CardPinStanding, OverVisit, Register, TerminalSettings, Visitor } from '../contract/terminals-api.ts'
import type { Language } from '../contract/texts.ts'
import type { Fault } from '../fault.ts'
import type { SetHere } from '../settings/for-station.ts'
import type { Delays } from './delays.ts'
import type { CheckedDocument, Job, Readiness } from './state.ts'
import type { TimerName } from './timer-name.ts'

/** A fact that has happened. `request` and `jobId` tie an answer to its question: an answer nobody waits for is ignored. */
export type SessionEvent =
  | {
      readonly kind: 'readiness-changed'
      readonly readiness: Readiness
      readonly settings: TerminalSettings | null
      /** What was published for this terminal; left out where nothing is. */
      readonly set?: { readonly here: SetHere; readonly delays: Delays }
    }
  /** A touch. `jobId` is fresh: the name of the job, should this touch order one. */
  | { readonly kind: 'touched'; readonly command: KioskCommand; readonly jobId: JobId }
  | { readonly kind: 'card-tapped'; readonly uid: CardUid }
  | { readonly kind: 'card-unreadable' }
  | { readonly kind: 'id-card-found' }
  | { readonly kind: 'id-card-read'; readonly card: IdCard }
  | { readonly kind: 'id-card-unreadable' }
  /** A code was held under the scanner. It may hold anything. */
  | { readonly kind: 'code-scanned'; readonly text: string }
  | { readonly kind: 'code-unreadable' }
  | { readonly kind: 'paper-checked'; readonly request: number; readonly answer: PaperAnswer }
  | { readonly kind: 'paper-not-checked'; readonly request: number; readonly fault: Fault }
  | { readonly kind: 'identity-confirmed'; readonly request: number; readonly visitor: Visitor }
  /** The person stands in several registers; a visit runs in each. */
  | { readonly kind: 'registers-found'; readonly request: number; readonly registers: readonly Register[] }
  | { readonly kind: 'identity-refused'; readonly request: number; readonly fault: Fault }
  /** The server has written down that the visitor has agreed to the notice: the visitor as known then. */
  | { readonly kind: 'notice-agreed'; readonly request: number; readonly visitor: Visitor }
  | { readonly kind: 'notice-not-agreed'; readonly request: number; readonly fault: Fault }
  /** `withinMs` is how long the code at `url` may be scanned. */
  | { readonly kind: 'login-begun'; readonly request: number; readonly url: string; readonly withinMs: number }
  | { readonly kind: 'login-not-begun'; readonly request: number; readonly fault: Fault }
  | { readonly kind: 'login-seen'; readonly request: number; readonly state: LoginState }
  /** The server has not said how far the login is, which says nothing about it. */
  | { readonly kind: 'login-unseen'; readonly request: number; readonly fault: Fault }
  /** These visits are over at the server. */
  | { readonly kind: 'visits-over'; readonly over: readonly OverVisit[] }
  /** The digits of the campus card are right: the visitor as known with them. */
  | { readonly kind: 'pin-proven'; readonly request: number; readonly visitor: Visitor }
  | { readonly kind: 'pin-not-proven'; readonly request: number; readonly cardPin: CardPinStanding }
  /** Whether they are right was not found out. */
  | { readonly kind: 'pin-unasked'; readonly request: number; readonly fault: Fault }
  /** `withinMs` is how long the code at `url` may be scanned. */
  | { readonly kind: 'handover-begun'; readonly request: number; readonly url: string; readonly withinMs: number }
  | { readonly kind: 'handover-not-begun'; readonly request: number; readonly fault: Fault }
  | { readonly kind: 'handover-seen'; readonly request: number; readonly state: HandoverState }
  /** The server has not said how far it is. */
  | { readonly kind: 'handover-unseen'; readonly request: number; readonly fault: Fault }
  | { readonly kind: 'document-checked'; readonly request: number; readonly document: CheckedDocument }
  | { readonly kind: 'document-refused'; readonly request: number; readonly fault: Fault }
  | { readonly kind: 'order-opened'; readonly order: Order }
  /** Nothing was ordered, or what was ordered is being undone. `visitor` is set when the free copies have changed. */
  | { readonly kind: 'order-refused'; readonly jobId: JobId; readonly fault: Fault; readonly visitor: Visitor | null }
  /** Copies that came out badly may be printed again for nothing. */
  | { readonly kind: 'reprint-opened'; readonly job: Job }
  | { readonly kind: 'reprint-refused'; readonly jobId: JobId; readonly fault: Fault }
  | { readonly kind: 'payment-settled'; readonly jobId: JobId }
  /** Nothing can be paid any more, and nothing was. */
  | { readonly kind: 'order-closed'; readonly jobId: JobId }
  /** Whether it was paid can't be found out now. It is asked about until it is known, or until a person has it. */
  | { readonly kind: 'order-unclear'; readonly jobId: JobId }
  | {
      readonly kind: 'printing-progressed'
      readonly jobId: JobId
      readonly sheetsDelivered: number
      readonly copiesDelivered: number
      readonly stalled: Fault | null
    }
  | {
      readonly kind: 'printing-ended'
      readonly jobId: JobId
      readonly sheetsDelivered: number
      readonly copiesDelivered: number
      /** Copies of which nobody can tell whether they came out. */
      readonly copiesUnclear: number
      readonly fault: Fault | null
    }
  | { readonly kind: 'outcome-recorded'; readonly jobId: JobId; readonly settlement: Settlement }
  | { readonly kind: 'receipt-printed'; readonly jobId: JobId }
  | { readonly kind: 'receipt-failed'; readonly jobId: JobId }
  /** The ledger held a visit that a break cut off and whose visitor may still stand here. */
  /** Such a visit waited for its payment: the server is asked about it, which takes `withinMs` at most. Then comes what it said. */
  | {
      readonly kind: 'payment-recovering'
      readonly job: Job
      readonly withinMs: number
      readonly language: Language
    }
  | {
      readonly kind: 'paying-recovered'
      readonly job: Job
      readonly codeUrl: string
      readonly payWithinMs: number
      readonly language: Language
    }
  | {
      readonly kind: 'printing-recovered'
      readonly job: Job
      readonly copiesDelivered: number
      /** Those of copies under way among them. */
      readonly sheetsDelivered: number
      readonly language: Language
    }
  | { readonly kind: 'timer-fired'; readonly timer: TimerName; readonly token: string }
