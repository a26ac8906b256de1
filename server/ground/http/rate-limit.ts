import type { Clock } from '../../../src/clock.ts'

/** Counts what someone does in a span of time. */
export interface RateLimit {
  /** Whether `who` may do it once more now; counts it when so. */
  allow(who: string): boolean
}

/** Beyond this many at once the oldest are forgotten, so that strangers can't fill the memory. */
const MAX_KNOWN = 10_000

/** At most `limit` times in `windowMs`, counted for each `who` from the first time. */
export function createRateLimit(clock: Clock, limit: number, windowMs: number): RateLimit {
  const windows = new Map<string, { untilMs: number; count: number }>()
  return {
    allow: who => {
      const nowMs = clock.monotonic()
      const running = windows.get(who)
      if (running && running.untilMs > nowMs) {
        running.count++
        return running.count <= limit
      }
      windows.delete(who)
      windows.set(who, { untilMs: nowMs + windowMs, count: 1 })
      const oldest = windows.keys().next()
      if (windows.size > MAX_KNOWN && !oldest.done) windows.delete(oldest.value)
      return limit > 0
    },
  }
}
