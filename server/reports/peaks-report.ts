import { type Kysely, sql } from 'kysely'
import type { ReportTable } from '../../src/contract/reports-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import { daysBefore, FORECAST_WEEKS, forecast, type HourCount, LEAST_WEEKS, peaks, weekdayOf } from './forecast.ts'
import { boundsOf, ofKind, type ReportWish, sameBoth, terminalsOf } from './wish.ts'

const FORECAST_DAYS = 28
const WEEKDAYS: readonly Bilingual[] = [
  ...[both('周一', 'Mon'), both('周二', 'Tue'), both('周三', 'Wed'), both('周四', 'Thu'), both('周五', 'Fri')],
  ...[both('周六', 'Sat'), both('周日', 'Sun')],
]
const TOO_LITTLE = both(
  `订单还不足 ${LEAST_WEEKS} 周，不作预测。`,
  `Orders of fewer than ${LEAST_WEEKS} weeks are known: nothing is forecast.`,
)
const HOW = both(
  `按最近至多 ${FORECAST_WEEKS} 周同一星期几的平均数；范围是其中最少和最多的一天。假期和考试周不在其中。`,
  `The mean of the same weekday of the last ${FORECAST_WEEKS} weeks at most; the range is the least and the most of them. It knows nothing of holidays and examinations.`,
)

/** The orders of the last weeks by day and hour, and the days that they are of. */
async function lastWeeks(db: Kysely<Tables>, wish: ReportWish, timeZone: string, today: string) {
  const from = sql`from print_order o join document d using (document_id) join terminal t on t.terminal_id = o.terminal_id
    where ${terminalsOf(wish)} and ${ofKind(wish)}`
  const window = daysBefore(today, '2000-01-01')
  const bounds = boundsOf(timeZone, { from: window[0] ?? today, until: today })
  if (!bounds) return { known: [], counts: [] }
  const { rows } = await sql<{ day: string; hour: string; orders: string }>`
    select to_char(o.created_at at time zone ${sql.lit(timeZone)}, 'YYYY-MM-DD') as day,
      to_char(o.created_at at time zone ${sql.lit(timeZone)}, 'HH24') as hour, count(*) as orders
    ${from} and o.created_at >= ${bounds.since} and o.created_at < ${bounds.before}
    group by 1, 2`.execute(db)
  // Whether there were orders before the window says whether its first days are known to have had none.
  const before = await sql`select 1 ${from} and o.created_at < ${bounds.since} limit 1`.execute(db)
  const counts: HourCount[] = rows.map(row => ({ day: row.day, hour: Number(row.hour), orders: Number(row.orders) }))
  const first = before.rows.length > 0 ? '2000-01-01' : (counts.map(({ day }) => day).toSorted()[0] ?? null)
  return { known: daysBefore(today, first), counts }
}

/** When people come: the mean of orders by hour and weekday over the last weeks. */
export async function peaksReport(
  db: Kysely<Tables>,
  wish: ReportWish,
  timeZone: string,
  now: Date,
): Promise<ReportTable> {
  const { known, counts } = await lastWeeks(db, wish, timeZone, dayIn(timeZone, now))
  const isEnough = known.length >= 7
  return {
    columns: WEEKDAYS.map((label, at) => ({ key: `d${at}`, label, unit: 'mean' })),
    rows: isEnough
      ? peaks(known, counts).map((values, hour) => {
          const name = String(hour).padStart(2, '0')
          return { key: name, label: sameBoth(`${name}:00`), values }
        })
      : [],
    total: null,
    notes: [
      isEnough
        ? both(
            `最近 ${known.length / 7} 周每小时的平均订单数。`,
            `Mean of orders an hour over the last ${known.length / 7} weeks.`,
          )
        : both('还不足一周。', 'Less than a week is known.'),
    ],
  }
}

/** The next four weeks. */
export async function forecastReport(
  db: Kysely<Tables>,
  wish: ReportWish,
  timeZone: string,
  now: Date,
): Promise<ReportTable> {
  const today = dayIn(timeZone, now)
  const { known, counts } = await lastWeeks(db, wish, timeZone, today)
  const expected = forecast(today, known, counts, FORECAST_DAYS)
  return {
    columns: [
      { key: 'mean', label: both('预计订单', 'expected orders'), unit: 'mean' },
      { key: 'least', label: both('最少', 'least'), unit: 'mean' },
      { key: 'most', label: both('最多', 'most'), unit: 'mean' },
    ],
    rows: expected.map(({ day, mean, least, most }) => {
      const name = WEEKDAYS[weekdayOf(day)] ?? both('', '')
      return { key: day, label: both(`${day} ${name.zh}`, `${day} ${name.en}`), values: [mean, least, most] }
    }),
    total: null,
    notes: [expected.length === 0 ? TOO_LITTLE : HOW],
  }
}
