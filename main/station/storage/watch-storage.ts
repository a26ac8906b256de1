import { type Clock, sleep } from '../../../src/clock.ts'
import type { Fault } from '../../../src/fault.ts'

const LOOK_WELL_MS = 60_000
/** Somebody may stand beside the machine and make room. */
const LOOK_ILL_MS = 2_000

/** Probes at once, then every minute, and more often while something is wrong. Ends when `closing`. */
export async function watchStorage(
  clock: Clock,
  probe: () => Promise<Fault | null>,
  tell: (why: Fault | null) => void,
  closing: () => boolean,
): Promise<void> {
  while (!closing()) {
    const why = await probe()
    if (closing()) return
    tell(why)
    await sleep(clock, why === null ? LOOK_WELL_MS : LOOK_ILL_MS)
  }
}
