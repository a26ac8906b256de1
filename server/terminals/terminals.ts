import type { FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Result } from '../../src/result.ts'
import type { AnyCaller, TerminalCaller } from '../ground/callers.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { EnrolmentCode } from './enrolment.ts'
import type { Site } from './sites.ts'
import type { PlaceChange } from './staff-acts.ts'
import type { TerminalPlace } from './terminal-place.ts'

/** The code with the fingerprint of the server behind it: what the new terminal is given. */
export interface EnrolmentText {
  readonly text: string
}

export type { EnrolmentCode } from './enrolment.ts'
export { listSites, type Site, siteOf } from './sites.ts'
export type { PlaceChange, Placed } from './staff-acts.ts'
export { type TerminalPlace, whatIsWrongWith } from './terminal-place.ts'

/** What other rooms may ask of terminals. */
export interface Terminals {
  /** Which terminal has signed a request. Rejects with `Refused` when it can't be told or may not ask. */
  whoAsks(request: FastifyRequest, any: AnyCaller): Promise<TerminalCaller>
  /** Makes a one-time code for a terminal of that name, place and site. Rejects for a name or place that no terminal can have, and a site that there is not. */
  createEnrolmentCode(terminal: TerminalPlace, by?: string): Promise<EnrolmentCode & EnrolmentText>
  /** Every site, in the order in which they are listed. */
  sites(): Promise<readonly Site[]>
  /** Where a terminal belongs; null for one that there is not. */
  siteOf(terminalId: string): Promise<string | null>
  /** Whether it is shut out for good: nothing is done about it any more. */
  isRetired(terminalId: string): Promise<boolean>
  /** Lets a terminal in again, or shuts it out at once. */
  setState(terminalId: string, state: 'active' | 'suspended' | 'retired', by?: string): Promise<void>
  /** Takes it out of service, with a reason that visitors read, or brings it back. */
  takeOut(
    terminalId: string,
    why: { readonly reason: Bilingual; readonly until: Date | null },
    by: string,
  ): Promise<void>
  bringBack(terminalId: string, by: string): Promise<void>
  /** The same by the house itself, if the time is over until which it was taken out. */
  bringBackDue(terminalId: string, by: string): Promise<void>
  /** Gives it another name, place or site; refuses where somebody else has changed them meanwhile. */
  changePlace(terminalId: string, change: PlaceChange, by: string): Promise<Result<Record<never, never>>>
  /** The same in a transaction that runs, `now`. */
  changePlaceIn(
    tx: Transaction<Tables>,
    terminalId: string,
    change: PlaceChange,
    by: { readonly by: string; readonly now: Date },
  ): Promise<Result<Record<never, never>>>
  addSite(site: Site, by: string): Promise<Result<null, Bilingual>>
  changeSite(site: Site & { readonly position: number | null }, by: string): Promise<Result<null, Bilingual>>
  /** Asks a terminal for a new key, which it makes as soon as nobody stands before it. */
  askForNewKey(terminalId: string, by?: string): Promise<void>
}
