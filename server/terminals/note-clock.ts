import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Tables } from '../ground/store/tables.ts'

/** A terminal that is refused asks again each few seconds: written down no more often than this. */
const NOTED_EVERY_MS = 30_000
/** After such a pause its clock was right in between, or it was off: it begins anew. */
const BREAK_MS = 5 * 60_000

/** Keeps that a terminal is there, and refused for its clock alone. Nothing follows from it but what staff are shown. */
export function createClockNotes(db: Kysely<Tables>, clock: Pick<Clock, 'now' | 'monotonic'>) {
  const notedMs = new Map<string, number>()
  return async (terminalId: string, publicKey: string, aheadMs: number): Promise<void> => {
    const last = notedMs.get(terminalId)
    if (last !== undefined && clock.monotonic() - last < NOTED_EVERY_MS) return
    notedMs.set(terminalId, clock.monotonic())
    const now = new Date(clock.now())
    const before = new Date(now.getTime() - BREAK_MS)
    await sql`update terminal set clock_off_at = ${now}, clock_ahead_ms = ${Math.round(aheadMs)},
      clock_off_since = case when clock_off_at >= ${before} then clock_off_since else ${now} end
      where terminal_id = ${terminalId} and public_key = ${publicKey}`.execute(db)
  }
}
