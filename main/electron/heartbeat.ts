import type { Clock } from '../../src/clock.ts'

const BEAT_MS = 1_000
const SILENCE_MS = 5_000

export interface Heartbeat {
  /** The page has loaded: from now on it must answer. */
  start(): void
  /** The page answered. */
  answered(): void
  /** The page is being loaded anew, or gone. */
  stop(): void
}

/** Asks a page once a second whether it lives; `onSilent` hears when it has not answered for 5 s, once for each start. */
export function heartbeat(clock: Clock, ask: () => void, onSilent: () => void): Heartbeat {
  let lastMs = 0
  let cancel = () => {}
  const beat = () => {
    if (clock.monotonic() - lastMs >= SILENCE_MS) return onSilent()
    ask()
    cancel = clock.after(BEAT_MS, beat)
  }
  return {
    start: () => {
      cancel()
      lastMs = clock.monotonic()
      beat()
    },
    answered: () => {
      lastMs = clock.monotonic()
    },
    stop: () => cancel(),
  }
}
