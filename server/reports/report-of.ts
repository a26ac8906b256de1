import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ReportTable } from '../../src/contract/reports-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { CSV_MARK, csvOf } from '../ground/csv.ts'
import type { Tables } from '../ground/store/tables.ts'
import { availabilityReport } from './availability-report.ts'
import { moneyReport } from './money-report.ts'
import { paperReport } from './paper-report.ts'
import { forecastReport, peaksReport } from './peaks-report.ts'
import { stepsReport, visitsReport } from './visits-report.ts'
import { boundsOf, type ReportWish } from './wish.ts'

/** What is asked for; null where its days are none, or too many. All of it is of one moment. */
export async function reportOf(
  db: Kysely<Tables>,
  wish: ReportWish,
  timeZone: string,
  now: Date,
): Promise<ReportTable | null> {
  const bounds = boundsOf(timeZone, wish)
  if (!bounds) return null
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      // A year of a large house takes longer than a visitor may wait.
      await sql`set local statement_timeout = '2min'`.execute(tx)
      switch (wish.of) {
        case 'money':
          return moneyReport(tx, wish, bounds)
        case 'paper':
          return paperReport(tx, wish, bounds)
        case 'visits':
          return visitsReport(tx, wish, bounds)
        case 'steps':
          return stepsReport(tx, wish, bounds)
        case 'availability':
          return availabilityReport(tx, wish, bounds, now)
        case 'peaks':
          return peaksReport(tx, wish, timeZone, now)
        case 'forecast':
          return forecastReport(tx, wish, timeZone, now)
      }
    })
}

const UNITS: Readonly<Record<ReportTable['columns'][number]['unit'], Bilingual>> = {
  fen: both('(元)', ' (yuan)'),
  count: both('', ''),
  mean: both('', ''),
  seconds: both('', ''),
}

const yuan = (fen: number) => (fen / 100).toFixed(2)

/** The same for spreadsheets, which sum columns themselves. */
export function csvOfReport({ columns, rows }: ReportTable, language: 'zh' | 'en'): string {
  const head = ['', ...columns.map(({ label, unit }) => `${label[language]}${UNITS[unit][language]}`)]
  const cells = rows.map(({ label, values }) => [
    label[language],
    ...values.map((value, at) => (value !== null && columns[at]?.unit === 'fen' ? yuan(value) : value)),
  ])
  return CSV_MARK + csvOf([head, ...cells])
}
