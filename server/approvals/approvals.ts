import type { Transaction } from 'kysely'
import type { ApprovalStanding } from '../../src/contract/documents.ts'
import type { Bilingual, Language } from '../../src/contract/texts.ts'
import type { HouseOffer, OfferApproval, Wanted } from '../documents/documents.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OpenedOffer } from '../issuing/issuing.ts'

/** An application that begins to wait for an office. */
export interface AskedApproval {
  readonly applicationId: string
  readonly documentId: string
  readonly wanted: Wanted
  readonly approval: OfferApproval
  /** Where the person wants word of the decision, and in which language it is told. */
  readonly notice: { readonly to: string | null; readonly language: Language }
}

/** How an approval stands, as the person who applied may know it: the office, and never who of it. */
export interface ShownApproval {
  readonly state: 'waiting' | 'approved' | 'sent-back' | 'withdrawn'
  readonly officeName: Bilingual
  readonly askedAt: Date
  readonly promisedAt: Date
  /** Why it was sent back. */
  readonly reason: Bilingual | null
}

/** What happened with an approval, as the person may read it. */
export interface ApprovalStep {
  readonly at: Date
  readonly what: 'approval-asked' | 'approved' | 'sent-back' | 'withdrawn' | 'approval-late'
  readonly said: Bilingual
}

/** An application of a person that waits. */
export interface WaitingApproval {
  readonly applicationId: string
  readonly kind: string
  readonly edition: string
  readonly since: Date
  readonly promisedAt: Date
}

/** An offer as a kiosk says it. */
export interface KioskOffer extends Omit<HouseOffer, 'approval'> {
  readonly approval: ApprovalStanding | null
}

/** What other rooms may ask about approvals. */
export interface Approvals {
  /** Begins to wait, in the transaction of the application. */
  ask(tx: Transaction<Tables>, asked: AskedApproval): Promise<void>
  /** The person wants it no longer. False when it does not wait. */
  withdraw(applicationId: string): Promise<boolean>
  waitingOf(personId: string): Promise<readonly WaitingApproval[]>
  show(applicationId: string): Promise<ShownApproval | null>
  steps(applicationId: string): Promise<readonly ApprovalStep[]>
  /** Offers as a kiosk says them: where an approval is needed, where it is applied for, since when it waits, or until when it was given. */
  sayAtKiosk(personId: string, offers: readonly OpenedOffer[]): Promise<KioskOffer[]>
  /** Does at once what is done every hour: reminds offices, and tells people whose applications take longer than was promised. */
  remind(): Promise<void>
}
