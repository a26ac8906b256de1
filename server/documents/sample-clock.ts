import type { Clock } from '../../src/clock.ts'

/** A clock whose timers run on the machine's time while `now` stands where a test wants it. */
export function sampleClock(now: () => number): Clock {
  return {
    now,
    monotonic: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  }
}
