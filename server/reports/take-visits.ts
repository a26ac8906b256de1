import type { Kysely } from 'kysely'
import type { VisitReport } from '../../src/contract/reports-api.ts'
import type { Tables } from '../ground/store/tables.ts'

/** A station's clock may be wrong: what lies further ahead than this is put to now, for a report of next year is in no report. */
const AHEAD_MS = 5 * 60_000

/** Takes down what a terminal tells of visits that are over. What was told before changes nothing. */
export async function takeVisits(
  db: Kysely<Tables>,
  terminalId: string,
  reports: readonly VisitReport[],
  now: Date,
): Promise<void> {
  const rows = reports.map(({ reportId, beganAt, outcome, step, fault, tookMs }) => {
    const began = new Date(beganAt)
    const at = began.getTime() > now.getTime() + AHEAD_MS ? now : began
    return {
      ...{ report_id: reportId, terminal_id: terminalId, began_at: at, outcome, step, fault },
      took_ms: JSON.stringify(tookMs),
    }
  })
  await db
    .insertInto('visit_report')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
