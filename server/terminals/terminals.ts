import type { FastifyRequest } from 'fastify'
import type { AnyCaller, TerminalCaller } from '../ground/callers.ts'
import type { EnrolmentCode } from './enrolment.ts'
import type { Site } from './sites.ts'
import type { TerminalPlace } from './terminal-place.ts'

/** The code with the fingerprint of the server behind it: what the new terminal is given. */
export interface EnrolmentText {
  readonly text: string
}

export type { EnrolmentCode } from './enrolment.ts'
export { listSites, type Site, siteOf } from './sites.ts'
export { type TerminalPlace, whatIsWrongWith } from './terminal-place.ts'

/** What other rooms may ask of terminals. */
export interface Terminals {
  /** Which terminal has signed a request. Rejects with `Refused` when it can't be told or may not ask. */
  whoAsks(request: FastifyRequest, any: AnyCaller): Promise<TerminalCaller>
  /** Makes a one-time code for a terminal of that name, place and site. Rejects for a name or place that no terminal can have, and a site that there is not. */
  createEnrolmentCode(terminal: TerminalPlace): Promise<EnrolmentCode & EnrolmentText>
  /** Every site, in the order in which they are listed. */
  sites(): Promise<readonly Site[]>
  /** Where a terminal belongs; null for one that there is not. */
  siteOf(terminalId: string): Promise<string | null>
  /** Lets a terminal in again, or shuts it out at once. */
  setState(terminalId: string, state: 'active' | 'suspended'): Promise<void>
  /** Asks a terminal for a new key, which it makes as soon as nobody stands before it. */
  askForNewKey(terminalId: string): Promise<void>
}
