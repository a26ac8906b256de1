import type { Clock } from '../../src/clock.ts'

/** The longest delay that a Node timer keeps; a longer one fires at once. */
const TIMER_MAX_MS = 2 ** 31 - 1

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), TIMER_MAX_MS))
    return () => clearTimeout(timer)
  },
}

/** Time of the business: expiry, refunds, notices. It may be moved on without touching signatures. */
export interface BusinessClock extends Clock {
  /**
   * Moves the business time on by `ms` and runs what falls due, in order. Waits for `settled` before each step, so that
   * what one timer started is over before the next fires.
   */
  advance(ms: number): Promise<void>
  /** How far the business time is ahead of its base, in ms. */
  readonly aheadMs: number
  /** Drops every timer. */
  stop(): void
}

/** A business clock that runs with `base`, `aheadMs` ahead of it. */
export function createBusinessClock(base: Clock, aheadMs: number, settled: () => Promise<void>): BusinessClock {
  const timers = new Map<number, { dueMs: number; run: () => void }>()
  let ahead = aheadMs
  let nextId = 0
  let disarm = () => {}
  const now = () => base.now() + ahead
  const earliest = () => [...timers].sort(([a, x], [b, y]) => x.dueMs - y.dueMs || a - b)[0]
  const arm = () => {
    disarm()
    const next = earliest()
    disarm = next ? base.after(next[1].dueMs - now(), fire) : () => {}
  }
  const fire = () => {
    for (let next = earliest(); next && next[1].dueMs <= now(); next = earliest()) {
      timers.delete(next[0])
      next[1].run()
    }
    arm()
  }
  return {
    now,
    monotonic: () => base.monotonic() + ahead,
    get aheadMs() {
      return ahead
    },
    after: (delayMs, run) => {
      const id = nextId++
      timers.set(id, { dueMs: now() + Math.max(0, delayMs), run })
      arm()
      return () => {
        timers.delete(id)
        arm()
      }
    },
    advance: async ms => {
      const untilMs = now() + ms
      await settled()
      for (let next = earliest(); next && next[1].dueMs <= untilMs; next = earliest()) {
        ahead += Math.max(0, next[1].dueMs - now())
        timers.delete(next[0])
        next[1].run()
        await settled()
      }
      ahead += Math.max(0, untilMs - now())
      arm()
    },
    stop: () => {
      timers.clear()
      disarm()
    },
  }
}
