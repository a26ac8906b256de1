import type { Clock } from '../../src/clock.ts'

/** Counts by name in windows of one length that begin with the first count. */
export interface WindowCounter {
  /** How long `who`, counted `limit` times or more in the window that runs, must wait for its end; 0 when not. */
  waitMs(who: string, limit: number): number
  /** Counts once more; returns how often in the window that runs. */
  count(who: string): number
}

/** Beyond this many names at once the oldest are forgotten, so that strangers can't fill the memory. */
const MAX_KNOWN = 20_000

export function createWindowCounter(clock: Clock, windowMs: number): WindowCounter {
  const windows = new Map<string, { untilMs: number; count: number }>()
  const running = (who: string) => {
    const window = windows.get(who)
    return window && window.untilMs > clock.monotonic() ? window : undefined
  }
  return {
    waitMs: (who, limit) => {
      const window = running(who)
      return window && window.count >= limit ? window.untilMs - clock.monotonic() : 0
    },
    count: who => {
      const window = running(who)
      if (window) return ++window.count
      windows.delete(who)
      windows.set(who, { untilMs: clock.monotonic() + windowMs, count: 1 })
      const oldest = windows.keys().next()
      if (windows.size > MAX_KNOWN && !oldest.done) windows.delete(oldest.value)
      return 1
    },
  }
}
