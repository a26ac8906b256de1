import { type RawBuilder, sql } from 'kysely'
import { REPORT_DAYS_MAX, type ReportName, type ReportRows } from '../../src/contract/reports-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { ALL_SITES } from '../../src/rules/staff-roles.ts'
import { endOfDay } from '../ground/end-of-day.ts'

const DAY_MS = 86_400_000

/** What is asked for, with the moments that its days are. */
export interface ReportWish {
  readonly of: ReportName
  readonly by: ReportRows
  /** YYYY-MM-DD, both included. */
  readonly from: string
  readonly until: string
  /** Of whoever asks. */
  readonly sites: readonly string[]
  readonly siteId?: string | undefined
  readonly terminalId?: string | undefined
  readonly kind?: string | undefined
}

export interface Bounds {
  readonly timeZone: string
  readonly since: Date
  readonly before: Date
}

/** The first moment of the days and that behind them. Null where they are none, or too many. */
export function boundsOf(timeZone: string, { from, until }: Pick<ReportWish, 'from' | 'until'>): Bounds | null {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS
  if (days < 0 || days >= REPORT_DAYS_MAX) return null
  const dayBefore = new Date(Date.parse(`${from}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
  const behind = (day: string) => new Date(endOfDay(timeZone, day).getTime() + 1)
  return { timeZone, since: behind(dayBefore), before: behind(until) }
}

/** Which terminals count: those of the sites of whoever asks, and of what was picked. `t` is the terminal, which may not be there. */
export function terminalsOf({ sites, siteId, terminalId }: ReportWish): RawBuilder<unknown> {
  const wanted = [
    ...(sites.includes(ALL_SITES) ? [] : [sql`t.site_id in (${sql.join(sites)})`]),
    ...(siteId === undefined ? [] : [sql`t.site_id = ${siteId}`]),
    ...(terminalId === undefined ? [] : [sql`t.terminal_id = ${terminalId}`]),
  ]
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

export const ofKind = ({ kind }: ReportWish): RawBuilder<unknown> =>
  kind === undefined ? sql`true` : sql`d.kind = ${kind}`

/** Of documents of before groups were kept, and of old ones. */
export const UNKNOWN_GROUP = 'unknown'

const FORMATS = { day: 'YYYY-MM-DD', week: 'IYYY-"W"IW', month: 'YYYY-MM', hour: 'HH24' } as const

/** By what a row is known: a time of `at` on the calendars of the house, or the terminal, its site, or the kind of document. */
export function keyOf(by: ReportRows, at: RawBuilder<unknown>, timeZone: string): RawBuilder<string | null> {
  switch (by) {
    case 'terminal':
      return sql`t.terminal_id`
    case 'site':
      return sql`t.site_id`
    case 'kind':
      return sql`d.kind`
    case 'group':
      // What belongs to no document belongs to no group either; of documents of before it is not known.
      return sql`case when d.document_id is null then null else coalesce(d.person_group, ${sql.lit(UNKNOWN_GROUP)}) end`
    default:
      return sql`to_char(${at} at time zone ${sql.lit(timeZone)}, ${sql.lit(FORMATS[by])})`
  }
}

export const sameBoth = (text: string): Bilingual => both(text, text)
