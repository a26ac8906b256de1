import { type RawBuilder, sql } from 'kysely'

const MINUTE_MS = 60_000
export const IDLE_MS = 15 * MINUTE_MS
/** How long each stage lasts at most: with both proofs a day's work, otherwise as long as a person needs. */
export const LONGEST_MS = { in: 8 * 60 * MINUTE_MS, second: 10 * MINUTE_MS, 'set-up': 30 * MINUTE_MS } as const

/** That a session of somebody who is in has not ended, by itself either. */
export const goesOn = (now: Date): RawBuilder<boolean> => {
  const before = (ms: number) => new Date(now.getTime() - ms)
  return sql<boolean>`(staff_session.ended_at is null and staff_session.last_seen_at > ${before(IDLE_MS)} and staff_session.started_at > ${before(LONGEST_MS.in)})`
}
