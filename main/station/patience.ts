import { type Clock, sleep } from '../../src/clock.ts'
import type { Result } from '../../src/result.ts'
import type { Refusal } from './server-client.ts'

const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const

/** Whether asking again may help: no answer came, or the server was not itself. Then the request may also have been done. */
export function isPassing({ status, fault }: Refusal): boolean {
  return status === null || status >= 500 || fault.code === 'server-busy' || fault.code === 'server-nonsense'
}

/** The same, and also where a server does not let this terminal in now: its clock may be set, its suspension taken back. */
export function mayPass(refusal: Refusal): boolean {
  return isPassing(refusal) || refusal.fault.code === 'terminal-refused'
}

/**
 * Asks until there is an answer that asking again would not change, with pauses that grow to half a minute. Ends with the last
 * refusal when `giveUpAfterMs` is over or `stopped` says so. What is asked must be safe to repeat.
 */
export async function untilAnswered<T>(
  clock: Clock,
  ask: () => Promise<Result<T, Refusal>>,
  options: {
    readonly giveUpAfterMs: number
    readonly stopped?: () => boolean
    /** Which refusals asking again may change; those of a server that is not itself, where nothing is said. */
    readonly passes?: (refusal: Refusal) => boolean
  },
): Promise<Result<T, Refusal>> {
  const { passes = isPassing } = options
  const startMs = clock.monotonic()
  for (let attempt = 0; ; attempt++) {
    const answer = await ask()
    if (answer.ok || !passes(answer.error)) return answer
    const pauseMs = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)]!
    if (clock.monotonic() - startMs + pauseMs > options.giveUpAfterMs || options.stopped?.()) return answer
    await sleep(clock, pauseMs)
    if (options.stopped?.()) return answer
  }
}
