import type { Clock } from '../../src/clock.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { StaffCaller } from './callers.ts'

/** How fresh the second proof must be for what is dangerous. */
export const STEP_UP_MS = 5 * 60_000

/** A proof from a clock that was put back since may seem to lie ahead; further ahead it is none. */
const CLOCK_SLACK_MS = 60_000

/** To be asked first by the handler of a route for which a login of this morning is not enough; refuses with `step-up-needed`. */
export function steppedUp(
  { steppedUpAtMs }: Pick<StaffCaller, 'steppedUpAtMs'>,
  clock: Pick<Clock, 'now'>,
): Result<null> {
  const ageMs = clock.now() - steppedUpAtMs
  return ageMs <= STEP_UP_MS && ageMs >= -CLOCK_SLACK_MS ? ok(null) : err(fault('step-up-needed'))
}
