import type { JobId } from '../../../src/contract/ids.ts'
import type { DeskTools } from './desk.ts'
import type { Pace } from './pace.ts'

/** Null when nothing is owed any more, by proof; else why it still is, for the log. */
export type StillOwed = string | null

/** Tries until nothing is owed of a job. The log says a reason once, and not each time that it is met. `what` is said of it there. */
export async function untilProven(
  { log, closing }: Pick<DeskTools, 'log' | 'closing'>,
  pace: Pick<Pace, 'pause'>,
  { jobId, what }: { readonly jobId: JobId; readonly what: string },
  attempt: () => Promise<StillOwed>,
): Promise<void> {
  let said: StillOwed = null
  for (let tries = 0; !closing(); ) {
    const why = await attempt()
    if (closing()) return
    if (why === null) {
      if (said !== null) log.info({ jobId }, `${what} after all`)
      return
    }
    if (why !== said) log.warn({ jobId, why }, `not ${what} yet`)
    said = why
    tries = (await pace.pause(tries)) ? 0 : tries + 1
  }
}
