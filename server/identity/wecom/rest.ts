import type { Clock } from '../../../src/clock.ts'

const FIRST_MS = 60_000
const LONGEST_MS = 15 * 60_000

/** While WeCom has had too many questions, none is asked: each would lengthen it. */
export interface Rest {
  isOn(): boolean
  /** It had too many: a minute, and twice as long each time that it says so again. */
  begin(): void
  /** It answers. */
  end(): void
}

export function createRest(clock: Pick<Clock, 'monotonic'>): Rest {
  let untilMs = 0
  let nextMs = FIRST_MS
  return {
    isOn: () => clock.monotonic() < untilMs,
    begin: () => {
      untilMs = clock.monotonic() + nextMs
      nextMs = Math.min(nextMs * 2, LONGEST_MS)
    },
    end: () => {
      untilMs = 0
      nextMs = FIRST_MS
    },
  }
}
