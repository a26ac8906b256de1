import { type Kysely, sql } from 'kysely'
import type { DayReportView, RECONCILIATION_ROUTES, ReconciledDay } from '../../src/contract/money-api.ts'
import { both } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { countsAt } from '../../src/rules/staff-roles.ts'
import type { Ground } from '../ground/ground.ts'
import { providerName } from '../ground/provider-names.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Tables } from '../ground/store/tables.ts'
import { wallClock } from './calendar.ts'
import type { DayReport, Reconciliation } from './reconciliation.ts'
import { reportOf } from './report.ts'
import { csvOf } from './report-csv.ts'
import { isClean } from './report-json.ts'
import { answerWords, CLASS_WORDS } from './say-report.ts'

/** Bills are of the whole house: who is in charge of some sites alone is not shown them. */
const NOT_HERE = err(fault('staff-not-permitted', 'of the whole house'))

/** What the console asks of reconciliation. */
export function staffHandlers(
  { db, clock, house }: Pick<Ground, 'db' | 'clock' | 'house'>,
  reconciliation: Pick<Reconciliation, 'run'>,
): HandlersOf<typeof RECONCILIATION_ROUTES> {
  const { timeZone } = house
  return {
    reconciledDays: async ({ onlyOpen, after, limit }, { sites }) => {
      if (!countsAt(sites, null)) return NOT_HERE
      const rows = await daysOf(db, { isOpenOnly: onlyOpen === 'yes', before: after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      return ok({ rows: page, next: rows.length > limit ? (page.at(-1)?.day ?? null) : null })
    },
    reconciledDay: async ({ day }, { sites }) =>
      countsAt(sites, null) ? ok(viewOf(await reportOf(db, day, timeZone))) : NOT_HERE,
    reconciledDayTable: async ({ day, language }, { sites }) => {
      if (!countsAt(sites, null)) return NOT_HERE
      const text = csvOf(await reportOf(db, day, timeZone), timeZone, language)
      return ok({ bytes: new TextEncoder().encode(text), fileName: `${day}.csv` })
    },
    reconcileDay: async ({ day }, { sites }) => {
      if (!countsAt(sites, null)) return NOT_HERE
      if (day >= wallClock(timeZone, new Date(clock.now())).slice(0, 10))
        return err(fault('server-nonsense', 'the day is not over yet: its bill is made on the next one'))
      return ok(viewOf(await reconciliation.run(day)))
    },
  }
}

async function daysOf(
  db: Kysely<Tables>,
  {
    isOpenOnly,
    before,
    limit,
  }: { readonly isOpenOnly: boolean; readonly before: string | undefined; readonly limit: number },
): Promise<ReconciledDay[]> {
  const { rows } = await sql<{
    day: string
    is_compared: boolean
    payments: string | null
    refunds: string | null
    open: string
    explained: string
  }>`
    select d.day, bool_and(d.state = 'matched') as is_compared, sum(d.payments_fen) as payments, sum(d.refunds_fen) as refunds,
      (select count(*) from bill_difference b where b.day = d.day and b.state = 'open') as open,
      (select count(*) from bill_difference b where b.day = d.day and b.state = 'explained') as explained
    from reconciled_day d
    where ${before === undefined ? sql`true` : sql`d.day < ${before}`}
      and ${isOpenOnly ? sql`d.day in (select day from bill_difference where state = 'open')` : sql`true`}
    group by d.day order by d.day desc limit ${limit}`.execute(db)
  return rows.map(row => ({
    ...{ day: row.day, isCompared: row.is_compared },
    ...{ paymentsFen: Number(row.payments ?? 0), refundsFen: Number(row.refunds ?? 0) },
    ...{ open: Number(row.open), explained: Number(row.explained) },
  }))
}

function viewOf(report: DayReport): DayReportView {
  return {
    ...{ day: report.day, isClean: isClean(report) },
    merchants: report.merchants.map(({ provider, lines, ...merchant }) => ({
      ...merchant,
      provider: providerName(provider),
      lines: lines.map(({ class: of, ...line }) => ({
        ...line,
        ...{ class: CLASS_WORDS[of], isEqual: of === 'equal' || of === 'of-others' },
      })),
    })),
    sheets: [...report.sheets],
    differences: report.differences.map(one => ({
      ...{ class: CLASS_WORDS[one.class], state: one.state, isSheets: one.class === 'sheets-differ' },
      ...{ orderNumber: one.orderNumber, kiosk: one.kiosk, number: one.outRefundNo ?? one.outTradeNo },
      ...{ here: one.here, there: one.there, caseNumber: one.caseNumber, closed: one.closed },
      answer: one.answer === null ? null : both(answerWords(one.answer, 'zh'), answerWords(one.answer, 'en')),
    })),
  }
}
