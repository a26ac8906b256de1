import type { StaffCaller } from '../ground/callers.ts'
import type { Authenticators } from '../ground/http/authenticators.ts'
import type { OneTimeCode } from './accounts/invitations.ts'
import type { stillMay } from './accounts/still-may.ts'

export type { OneTimeCode } from './accounts/invitations.ts'
export { type At, act, button, hidden, inLine, link } from './pages/parts.ts'
export { type WorklistScope, type WorklistVisit, withWorklistScope } from './pages/worklist-scope.ts'

/** Somebody at work, as the page shows it to themselves. */
export interface StaffAtWork {
  readonly name: string
  /** However busy they are. */
  readonly endsAt: Date
  /** Without a request it ends before. */
  readonly idleMs: number
}

/** What other rooms may ask of the people who work here. */
export interface Staff {
  /** Who of staff makes a request, and whether the role has the permission; rejects with `Refused`. For routes and for pages of worklists. */
  readonly whoWorks: NonNullable<Authenticators['staff']>
  /** Whether an account may do something now, asked in the transaction in which it is done. */
  readonly stillMay: typeof stillMay
  /** Null when account or session has ended meanwhile. */
  atWork(caller: StaffCaller): Promise<StaffAtWork | null>
  /** A one-time code for the first administrator, in the place of older ones; null while there is an administrator. */
  firstCode(): Promise<OneTimeCode | null>
}
