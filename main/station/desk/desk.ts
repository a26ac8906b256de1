import type { Clock } from '../../../src/clock.ts'
import type { SessionEvent } from '../../../src/session/event.ts'
import type { Note } from '../audit/station-chain.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import type { ServerClient } from '../server-client.ts'

/** What every desk of the station works with. */
export interface DeskTools {
  readonly client: ServerClient
  readonly ledger: Ledger
  readonly clock: Clock
  readonly log: Log
  /** Hands a fact to the visit. */
  post(event: SessionEvent): void
  /** Writes into the chain that the terminal keeps of itself; not there where it keeps none. */
  readonly note?: Note | undefined
  /** True once the station is being closed: loops end. */
  closing(): boolean
}
