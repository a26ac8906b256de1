import type { Quote } from '../contract/documents.ts'
import type { DocumentId, JobId } from '../contract/ids.ts'
import type { PreparedDocument } from '../contract/issuing-api.ts'
import type { Aids, Money } from '../contract/kiosk-view.ts'
import type { Order, PaymentMethod, Settlement } from '../contract/orders-api.ts'
import type { PaperAnswer } from '../contract/paper.ts'
import type { Register, TerminalSettings } from '../contract/terminals-api.ts'
import type { Bilingual, Language } from '../contract/texts.ts'
import type { Fault, FaultCode } from '../fault.ts'
import { NOTHING_SET, type SetHere } from '../settings/for-station.ts'
import type { Delays } from './delays.ts'
import type { Guest } from './guest.ts'
import type { Handover } from './handing-over.ts'
import type { PhoneLogin } from './phone-login.ts'
import type { ReadingNotice } from './reading-notice.ts'

/** What the machine can do now. Device words end here: a visit only knows whether paper, cards and server are to be had. */
export interface Readiness {
  /** Why nothing can be written down that would be owed. */
  readonly storage: Fault | null
  readonly server: Fault | null
  readonly printer: Fault | null
  /** Sheets of paper in the printer; null where it does not say. */
  readonly sheetsLeft: number | null
  /** Said, but nobody is sent away for them. What matters most to a visitor stands first. */
  readonly warnings: readonly Fault[]
  readonly campusCardReader: Fault | null
  readonly idCardReader: Fault | null
  readonly receiptPrinter: Fault | null
  readonly codeScanner: Fault | null
}

/** What the visitor chose: a line of the offers, and how many. */
export interface Choice {
  readonly offerIndex: number
  readonly copies: number
  /** What a copy of it takes, once it has been prepared. */
  readonly sheetsPerCopy?: number
}

/** A document whose signature was checked, and how much paper a copy of it takes. */
export interface CheckedDocument extends PreparedDocument {
  readonly signer: string
  readonly sheetsPerCopy: number
}

/** Copies that are printed again for nothing: by the printer's record or with a code of staff, and of which order. */
export interface ReprintOf {
  readonly by: 'rule' | 'code'
  /** The number of that order; empty where it is not known. */
  readonly orderNumber: string
}

/** What is to be printed for one order. Holds nothing personal, so that it may be written down and picked up after a power cut. */
export interface Job {
  readonly jobId: JobId
  readonly orderNumber: string
  readonly documentId: DocumentId
  readonly title: Bilingual
  readonly pages: number
  readonly sheetsPerCopy: number
  readonly quote: Quote
  /** How it is or was paid; null for free copies, and for a job of before it was kept. */
  readonly payment: PaymentMethod | null
  /** Null for an order like any other. */
  readonly reprint: ReprintOf | null
}

/** Copies that came out and may be bad. */
export interface Spoilt {
  readonly job: Job
  readonly copiesDelivered: number
  /** What the printer said while they were printed. */
  readonly reported: readonly FaultCode[]
}

/** What follows when an unpaid order has been closed, or when its state is known again. `free-only` names the job that the free copies become. */
export type Closing =
  | { readonly next: 'back' | 'finish' | 'expired' }
  | { readonly next: 'free-only'; readonly jobId: JobId }
  /** After a break nothing is known yet: the server is asked, for `withinMs` at most. */
  | { readonly next: 'recovered'; readonly withinMs: number }

/** How far the check of a printed paper has come. What was scanned is in none of these. */
export type PaperCheck =
  | { readonly step: 'waiting'; readonly fault: Fault | null }
  | { readonly step: 'asking'; readonly request: number }
  | { readonly step: 'answered'; readonly answer: PaperAnswer }
  | { readonly step: 'cannot-check'; readonly fault: Fault }

/** How far it has come with the digits of a campus card. `closed`: none are to be had, until its person sets them. */
export type PinEntry =
  | { readonly step: 'closed'; readonly why: 'unset' | 'locked' }
  | {
      readonly step: 'typing'
      readonly typed: string
      readonly triesLeft: number
      /** Those of before were not right. */
      readonly isWrong: boolean
      readonly fault: Fault | null
      /** The request that asks whether they are right; null until the visitor confirms. */
      readonly request: number | null
    }

/** Where a visit is. Named for what the visitor is doing. */
export type Stage =
  | { readonly kind: 'attract'; readonly started: boolean; readonly fault: Fault | null }
  | { readonly kind: 'out-of-service'; readonly fault: Fault }
  | {
      readonly kind: 'identifying'
      readonly means: 'campus-card' | 'id-card' | 'known'
      readonly request: number | null
    }
  /** Somebody logs in with a phone. */
  | { readonly kind: 'phone-login'; readonly login: PhoneLogin }
  /** A code is typed or was scanned, by which paper is collected. */
  | {
      readonly kind: 'collecting'
      readonly typed: string
      readonly fault: Fault | null
      /** Codes that were wrong in this stay. */
      readonly wrong: number
      /** The request that asks whom the code stands for; null until it is sent. */
      readonly request: number | null
    }
  | { readonly kind: 'choosing-register'; readonly registers: readonly Register[] }
  /** Who is known is told what is done with their data, and agrees before anything is made. */
  | ReadingNotice
  | {
      readonly kind: 'refused'
      readonly fault: Fault
      readonly money: Money
      readonly visitor: Guest | null
      readonly choice: Choice | null
      /** For how many copies there is paper, where that is why. */
      readonly paperFor?: number
    }
  | { readonly kind: 'checking-paper'; readonly check: PaperCheck }
  | { readonly kind: 'choosing'; readonly visitor: Guest; readonly choice: Choice | null; readonly copies: number }
  | {
      readonly kind: 'card-pin'
      readonly visitor: Guest
      readonly choice: Choice
      readonly entry: PinEntry
    }
  | { readonly kind: 'preparing'; readonly visitor: Guest; readonly choice: Choice; readonly request: number }
  | {
      readonly kind: 'previewing'
      readonly visitor: Guest
      readonly choice: Choice
      readonly document: CheckedDocument
      readonly fault: Fault | null
      /** The order under way; null until the visitor confirms. */
      readonly ordering: { readonly jobId: JobId; readonly copies: number } | null
    }
  | {
      readonly kind: 'paying'
      readonly job: Job
      readonly codeUrl: string
      readonly payWithinMs: number
      /** Null for a visit that was picked up after a break: the person is known to the server alone. */
      readonly person: { readonly visitor: Guest; readonly choice: Choice; readonly document: CheckedDocument } | null
      /** Why the order is being closed or asked about; null while the code is shown. */
      readonly closing: Closing | null
    }
  | {
      readonly kind: 'printing'
      readonly job: Job
      readonly visitor: Guest | null
      readonly sheetsDelivered: number
      readonly copiesDelivered: number
      readonly stalled: Fault | null
      /** Counts the stalls, so that each has a wait of its own. */
      readonly stalls: number
      readonly stopping: boolean
      readonly recovering: boolean
      /** What the printer has said since it began. */
      readonly reported: readonly FaultCode[]
      /** The copies that it prints again, where that is asked of the printer's record. */
      readonly again: Spoilt | null
    }
  | {
      readonly kind: 'finished'
      readonly job: Job
      readonly visitor: Guest | null
      readonly sheetsDelivered: number
      readonly copiesDelivered: number
      readonly copiesUnclear: number
      readonly fault: Fault | null
      /** What became of quota and money, once the server has said it; until then nothing is promised as done. */
      readonly settlement: Settlement | null
      readonly receipt: 'none' | 'offered' | 'printing' | 'printed' | 'failed'
      /** What the visitor may call bad; null where nothing came out. */
      readonly spoilt: Spoilt | null
    }
  | {
      readonly kind: 'bad-print'
      readonly visitor: Guest | null
      readonly spoilt: Spoilt
      readonly copies: number
      readonly step: BadPrintStep
      /** Where "back" leads. */
      readonly behind: StageOf<'finished'>
    }
  /** The file of what came out goes to the visitor's phone. */
  | {
      readonly kind: 'handing-over'
      readonly visitor: Guest
      readonly handover: Handover
      /** Where "back" leads. */
      readonly behind: StageOf<'finished'>
    }
  | {
      readonly kind: 'entering-code'
      readonly visitor: Guest
      readonly typed: string
      readonly fault: Fault | null
      /** The reprint that was asked for; null until the visitor confirms. */
      readonly asked: JobId | null
      /** Where "back" leads. */
      readonly behind: StageOf<'choosing'> | StageOf<'bad-print'>
    }

/** How far it has come with copies that came out badly. `asking` names the job that the reprint becomes. */
export type BadPrintStep =
  | { readonly step: 'choosing' }
  | { readonly step: 'asking'; readonly jobId: JobId }
  | { readonly step: 'refused'; readonly fault: Fault }

export type { Guest } from './guest.ts'
export type StageKind = Stage['kind']
export type StageOf<K extends StageKind> = Extract<Stage, { kind: K }>

export interface Session {
  readonly language: Language
  readonly aids: Aids
  readonly settings: TerminalSettings | null
  readonly readiness: Readiness
  readonly delays: Delays
  /** What is set here of what visitors see and hear. */
  readonly set: SetHere
  readonly stage: Stage
  /** "Are you still there?" stands over the screen. */
  readonly asking: boolean
  /** Counts cards of others that were held to a reader in the midst of this visit; null while no line says so. */
  readonly aside: number | null
  /** Counts touches: a timer that was set before the last touch is void. */
  readonly touches: number
  /** Counts entered stages: a timer or an answer of an earlier one is void. */
  readonly serial: number
}

export const NO_AIDS: Aids = { largeText: false, highContrast: false, lowReach: false }

/** A visit as it stands before anything is known: out of service until the server has answered. */
export function newSession(delays: Delays): Session {
  const unknown: Fault = { code: 'station-starting' }
  return {
    language: 'zh-CN',
    aids: NO_AIDS,
    settings: null,
    readiness: {
      storage: unknown,
      server: unknown,
      printer: unknown,
      sheetsLeft: null,
      warnings: [],
      campusCardReader: unknown,
      idCardReader: unknown,
      receiptPrinter: unknown,
      codeScanner: unknown,
    },
    delays,
    set: NOTHING_SET,
    stage: { kind: 'out-of-service', fault: unknown },
    asking: false,
    aside: null,
    touches: 0,
    serial: 0,
  }
}

/** The job that an opened order stands for. */
export function jobOf(order: Order, document: CheckedDocument): Job {
  return {
    jobId: order.jobId,
    orderNumber: order.orderNumber,
    documentId: order.documentId,
    title: document.title,
    pages: document.pages,
    sheetsPerCopy: document.sheetsPerCopy,
    quote: order.quote,
    payment: order.payment,
    reprint: null,
  }
}
