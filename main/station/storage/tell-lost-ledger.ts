import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { DeskTools } from '../desk/desk.ts'
import type { Pace } from '../desk/pace.ts'

/** Ledgers that were set aside. */
export interface LostLedgers {
  /** Their folders' names. */
  readonly names: readonly string[]
  /** To be called once the server has taken over what they owed. */
  told(): void
}

/**
 * Tells the server that what this terminal owed is not known here any more, until it has taken all of it over: what is unpaid is closed
 * there, for the rest a person looks. No refusal ends it; a restart begins it again.
 */
export async function tellLostLedger(
  { client, log, closing }: Pick<DeskTools, 'client' | 'log' | 'closing'>,
  pace: Pick<Pace, 'pause'>,
  lost: LostLedgers,
): Promise<void> {
  const { names } = lost
  log.error({ names }, 'a ledger is damaged: it was set aside, and a person must look')
  for (let tries = 0; !closing(); ) {
    const answer = await client.call(TERMINAL_ROUTES.reportLostLedger, {})
    if (closing()) return
    if (answer.ok && answer.value.open === 0) {
      lost.told()
      log.warn({ names, cases: answer.value.cases }, 'the server has taken over what the ledger owed')
      return
    }
    if (tries === 0) log.warn({ why: answer.ok ? answer.value : answer.error.fault }, 'not taken over yet')
    tries = (await pace.pause(tries)) ? 1 : tries + 1
  }
}
