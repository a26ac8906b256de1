import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Mail } from '../mail/mail.ts'
import { sendMonthlyLetter } from './monthly-letter.ts'
import { csvOfReport, reportOf } from './report-of.ts'
import type { Reports } from './reports.ts'
import type { REPORTS } from './reports-plan.ts'
import { takeVisits } from './take-visits.ts'

const HOUR_MS = 3_600_000
const WRONG_DAYS = err(fault('server-nonsense', 'the days are none, or more than four hundred'))

/** Figures of what has happened, for staff. */
export function openReports(
  ground: Ground,
  { mail }: { readonly mail: Mail },
  { reports: { mail: to, language } }: SectionsOf<typeof REPORTS>,
): Room<Reports, typeof REPORTS> {
  const { db, clock, house } = ground
  const now = () => new Date(clock.now())
  const sweep = () => sendMonthlyLetter({ ...ground, mail, to, language })
  return {
    doors: { sweep },
    handlers: {
      staffReport: async (wish, { sites }) => {
        const table = await reportOf(db, { ...wish, sites }, house.timeZone, now())
        return table === null ? WRONG_DAYS : ok(table)
      },
      staffReportTable: async ({ language, ...wish }, { sites }) => {
        const table = await reportOf(db, { ...wish, sites }, house.timeZone, now())
        if (table === null) return WRONG_DAYS
        const fileName = `${wish.of}-${wish.from}-${wish.until}.csv`
        return ok({ bytes: new TextEncoder().encode(csvOfReport(table, language)), fileName })
      },
      reportVisits: async ({ reports }, { terminalId }) => {
        await takeVisits(db, terminalId, reports, now())
        return ok({})
      },
    },
    sweeps: [{ name: 'monthly report', everyMs: HOUR_MS, run: sweep }],
  }
}
