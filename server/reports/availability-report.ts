import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ReportTable } from '../../src/contract/reports-api.ts'
import { both } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { tableOf } from './table-of.ts'
import { type Bounds, keyOf, type ReportWish, terminalsOf } from './wish.ts'

const COLUMNS = [
  { key: 'share', label: both('能服务(%)', 'could serve (%)'), unit: 'mean' },
  { key: 'can', label: both('能服务(小时)', 'could serve (hours)'), unit: 'mean' },
  { key: 'cannot', label: both('不能服务(小时)', 'could not serve (hours)'), unit: 'mean' },
  { key: 'silent', label: both('没有消息(小时)', 'silent (hours)'), unit: 'mean' },
  { key: 'notMeant', label: both('停用或闭馆(小时)', 'out by staff or closed (hours)'), unit: 'mean' },
] as const
const OF_ALL_DAY = both(
  '按自助机自己的报告全天计算；工作人员停用、不在开放时间的时段单列，不算在比例内；没有报告过的时间不算在内。',
  'As kiosks tell of themselves, over the whole day. Time in which staff had one out of service or its hours were over stands by itself and is no part of the share; time of which nothing is known does not count.',
)

/** In these the machine is well, and is not meant to serve (`PARTS_OF_CODES`). */
const NOT_MEANT = sql`s.serving = 'cannot' and coalesce(s.part, '') in ('staff', 'hours')`

const inTenths = (value: number) => Math.round(value * 10) / 10

/** How long kiosks could serve the whole journey, by what they have said of themselves. */
export async function availabilityReport(
  db: Kysely<Tables>,
  wish: ReportWish,
  { timeZone, since, before }: Bounds,
  now: Date,
): Promise<ReportTable> {
  // An interval goes over days: it is shared out among kiosks and sites alone.
  const by = wish.by === 'site' ? 'site' : 'terminal'
  const until = before < now ? before : now
  const hours = sql`extract(epoch from least(coalesce(s.until_at, ${until}::timestamptz), ${until}::timestamptz)
    - greatest(s.from_at, ${since}::timestamptz)) / 3600`
  const where = (condition: RawBuilder<unknown>) => sql`coalesce(sum(${hours}) filter (where ${condition}), 0)`
  const of = (serving: string) => where(sql`s.serving = ${sql.lit(serving)} and not (${NOT_MEANT})`)
  const { rows } = await sql<{ key: string; can: string; cannot: string; silent: string; not_meant: string }>`
    select ${keyOf(by, sql`s.from_at`, timeZone)} as key, ${of('can')} as can, ${of('cannot')} as cannot,
      ${of('silent')} as silent, ${where(NOT_MEANT)} as not_meant
    from terminal_serving s join terminal t on t.terminal_id = s.terminal_id
    where s.from_at < ${until} and (s.until_at is null or s.until_at > ${since}) and ${terminalsOf(wish)}
    group by 1 order by 1`.execute(db)
  return tableOf(db, by, {
    columns: COLUMNS,
    rows: rows.map(({ key, ...row }) => {
      const [can, cannot, silent] = [Number(row.can), Number(row.cannot), Number(row.silent)]
      const known = can + cannot + silent
      const share = known === 0 ? null : inTenths((100 * can) / known)
      return { key, values: [share, ...[can, cannot, silent, Number(row.not_meant)].map(inTenths)] }
    }),
    notes: [OF_ALL_DAY],
  })
}
