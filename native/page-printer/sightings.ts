import type { Clock } from '../../src/clock.ts'
import type { PrinterSight } from './sight.ts'

/** Remembers how the printer was seen to be, so that "it was never at work all the while" can be said. */
export interface Sightings {
  note(sight: PrinterSight): void
  /** The newest one; null before the first. */
  latest(): PrinterSight | null
  /** Whether since `sinceMs` (monotonic) the printer was seen without a gap, and never at work. */
  neverAtWork(sinceMs: number): boolean
}

/** A longer span without a word may have hidden a sheet. */
const GAP_MS = 2_500

export function createSightings(clock: Clock): Sightings {
  let latest: PrinterSight | null = null
  let seenMs = Number.NEGATIVE_INFINITY
  let gapEndedMs = Number.NEGATIVE_INFINITY
  let atWorkMs = Number.NEGATIVE_INFINITY
  return {
    note: sight => {
      const nowMs = clock.monotonic()
      if (nowMs - seenMs > GAP_MS) gapEndedMs = nowMs
      seenMs = nowMs
      latest = sight
      if (sight.state !== 'idle' || (sight.queuedJobs ?? 0) > 0) atWorkMs = nowMs
    },
    latest: () => latest,
    neverAtWork: sinceMs => {
      const unbroken = gapEndedMs < sinceMs && seenMs >= sinceMs && clock.monotonic() - seenMs <= GAP_MS
      return unbroken && atWorkMs < sinceMs
    },
  }
}
