/** Time, handed in from outside so that tests own it. */
export interface Clock {
  /** Wall time in ms since 1970, for records and signatures. */
  now(): number
  /** Monotonic time in ms, for spans. */
  monotonic(): number
  /** Runs `run` once after `delayMs`. Returns a function that calls it off. */
  after(delayMs: number, run: () => void): () => void
}

/** Resolves after `delayMs` on `clock`. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise(resolve => clock.after(delayMs, resolve))
}
