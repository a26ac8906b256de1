import type { Authenticators } from '../ground/http/authenticators.ts'
import type { OneTimeCode } from './accounts/invitations.ts'
import type { stillMay } from './accounts/still-may.ts'

export type { OneTimeCode } from './accounts/invitations.ts'
export { type At, act, button, hidden, inLine, link } from './pages/parts.ts'
export { type WorklistScope, type WorklistVisit, withWorklistScope } from './pages/worklist-scope.ts'

/** What other rooms may ask of the people who work here. */
export interface Staff {
  /** Who of staff makes a request, and whether the role has the permission; rejects with `Refused`. For routes and for pages of worklists. */
  readonly whoWorks: NonNullable<Authenticators['staff']>
  /** Whether an account may do something now, asked in the transaction in which it is done. */
  readonly stillMay: typeof stillMay
  /** A one-time code for the first administrator, in the place of older ones; null while there is an administrator. */
  firstCode(): Promise<OneTimeCode | null>
}
