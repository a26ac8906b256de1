import { type Kysely, sql } from 'kysely'
import type { ReportTable } from '../../src/contract/reports-api.ts'
import { both } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { groupsOrAll } from './groups-or-all.ts'
import { tableOf } from './table-of.ts'
import { type Bounds, keyOf, ofKind, type ReportWish, terminalsOf } from './wish.ts'

const COLUMNS = [
  { key: 'orders', label: both('订单', 'orders'), unit: 'count' },
  { key: 'free', label: both('免费份', 'free copies'), unit: 'count' },
  { key: 'paid', label: both('收费份', 'paid copies'), unit: 'count' },
  { key: 'reprinted', label: both('重打份', 'reprinted copies'), unit: 'count' },
  { key: 'sheets', label: both('张数', 'sheets'), unit: 'count' },
] as const

/** Copies and sheets that came out, as the statement counts them: by when it was told what came out. */
export async function paperReport(db: Kysely<Tables>, wish: ReportWish, bounds: Bounds): Promise<ReportTable> {
  const { timeZone, since, before } = bounds
  const { rows } = await sql<
    { key: string | null } & Record<'people' | 'orders' | 'free' | 'paid' | 'reprinted' | 'sheets', string>
  >`
    select ${keyOf(wish.by, sql`o.over_at`, timeZone)} as key, count(distinct d.person_id) as people, count(*) as orders,
      coalesce(sum(case when o.unit_price_fen = 0 then copies_delivered else least(copies_delivered, free_copies) end)
        filter (where reprint_of is null), 0) as free,
      coalesce(sum(greatest(copies_delivered - free_copies, 0)) filter (where o.unit_price_fen > 0), 0) as paid,
      coalesce(sum(copies_delivered) filter (where reprint_of is not null), 0) as reprinted,
      coalesce(sum(sheets_delivered), 0) as sheets
    from print_order o
    join document d using (document_id)
    join terminal t on t.terminal_id = o.terminal_id
    where o.state = 'ended' and over_at >= ${since} and over_at < ${before} and ${terminalsOf(wish)} and ${ofKind(wish)}
    group by 1 order by 1`.execute(db)
  return tableOf(db, wish.by, {
    columns: COLUMNS,
    ...groupsOrAll(
      wish.by,
      rows.map(row => ({
        ...{ key: row.key, people: Number(row.people) },
        values: COLUMNS.map(({ key }) => Number(row[key])),
      })),
    ),
  })
}
