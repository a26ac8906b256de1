import type { Clock } from '../../src/clock.ts'
import { looksTheSame, type Sight } from './sight.ts'

/** So many looks in a row that saw the same are a standstill, once they span the time. */
const LOOKS = 3

/** Tells how long a printer has looked the same. */
export interface Steadiness {
  /** Takes in a look. */
  take(sight: Sight): void
  /** There was no look: what is seen next is seen anew. */
  lose(): void
  /** For how long it has looked as it does, ms. */
  forMs(): number
  /** Whether it has for so long, and was seen so often, that nothing is on its way any more. */
  settled(): boolean
}

export function createSteadiness(clock: Clock, settleMs: number): Steadiness {
  let last: Sight | null = null
  let sinceMs = 0
  let looks = 0
  const forMs = () => (last ? clock.monotonic() - sinceMs : 0)
  return {
    take: sight => {
      if (!last || !looksTheSame(last, sight)) {
        sinceMs = clock.monotonic()
        looks = 0
      }
      last = sight
      looks++
    },
    lose: () => {
      last = null
    },
    forMs,
    settled: () => looks >= LOOKS && forMs() >= settleMs,
  }
}
