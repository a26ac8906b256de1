import { wallTime } from '../../../src/rules/wall-time.ts'
import { dayIn } from '../../ground/local-day.ts'
import { beginRun, carryOutRetention, type RetentionParts } from './carry-out-retention.ts'

/** A run that was begun so long ago and has not ended was stopped in the middle. */
export const STOPPED_AFTER_MS = 2 * 3_600_000

export interface DailyParts extends RetentionParts {
  readonly timeZone: string
  /** HH:MM, by the house's clocks. */
  readonly at: string
}

/** The run of the day, once it is time: once for all servers, and again where one was stopped in the middle. */
export async function dailyRetention(parts: DailyParts, signal?: AbortSignal): Promise<void> {
  const { db, clock, timeZone, at } = parts
  const now = new Date(clock.now())
  // YYYY-MM-DD HH:MM…
  if (wallTime(now, timeZone).slice(11, 16) < at) return
  const day = dayIn(timeZone, now)
  const runId = (await beginRun(parts, { day, isDry: false, askedBy: null })) ?? (await stoppedRun())
  if (runId !== null) await carryOutRetention(parts, { runId, isDry: false }, signal)

  /** Takes a run over whose server was stopped: of two that look at once one alone. */
  async function stoppedRun(): Promise<string | null> {
    const taken = await db
      .updateTable('retention_run')
      .set({ begun_at: now })
      .where('day', '=', day)
      .where('ended_at', 'is', null)
      .where('begun_at', '<=', new Date(now.getTime() - STOPPED_AFTER_MS))
      .returning('run_id')
      .executeTakeFirst()
    return taken?.run_id ?? null
  }
}
