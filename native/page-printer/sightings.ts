import type { Clock } from '../../src/clock.ts'
import type { PrinterSight, Sight } from './sight.ts'

/** A look at the printer; with its jobs where it was asked for them. */
export type Seen = PrinterSight & Partial<Pick<Sight, 'jobs'>>

/** Remembers how the printer was seen to be, so that "it was never at work all the while" can be said. */
export interface Sightings {
  note(sight: Seen): void
  /** Calls `listener` with each look from now on. Returns a function that ends that. */
  listen(listener: (sight: Seen) => void): () => void
  /** The newest one; null before the first. */
  latest(): PrinterSight | null
  /** Whether since `sinceMs` (monotonic) the printer was seen without a gap, and never at work. */
  neverAtWork(sinceMs: number): boolean
}

/** A longer span without a word may have hidden a sheet. */
const GAP_MS = 2_500

export function createSightings(clock: Clock): Sightings {
  const listeners = new Set<(sight: Seen) => void>()
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
      for (const listener of listeners) listener(sight)
    },
    listen: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    latest: () => latest,
    neverAtWork: sinceMs => {
      const unbroken = gapEndedMs < sinceMs && seenMs >= sinceMs && clock.monotonic() - seenMs <= GAP_MS
      return unbroken && atWorkMs < sinceMs
    },
  }
}
