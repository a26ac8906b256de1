import { type RawBuilder, sql } from 'kysely'
import type { AuditFilters } from '../../../src/contract/audit-api.ts'
import type { Ground } from '../../ground/ground.ts'
import { momentOf, TRAIL_COLUMNS, type TrailRow } from '../chain/record.ts'

/** A row of the trail with its place in the chain, as it is shown. */
export interface FoundRow extends TrailRow {
  readonly position: string | null
}

/** What a search is narrowed to. `search`: an id that an entry is about, or its number. */
export type Search = AuditFilters & {
  readonly search?: string | undefined
  readonly seq?: string
  readonly timeZone?: string
}

function conditions({ event, subject, by, terminalId, from, to, search, seq, ...days }: Search): RawBuilder<unknown> {
  const { fromDay, toDay, timeZone = 'UTC' } = days
  const all = [
    ...(seq === undefined ? [] : [sql`a.seq = ${seq}::bigint`]),
    ...(event === undefined ? [] : [sql`a.event = ${event}`]),
    ...(subject === undefined ? [] : [sql`a.subject = ${subject}`]),
    ...(by === undefined ? [] : [sql`a.detail->>'by' = ${by}`]),
    ...(terminalId === undefined ? [] : [sql`a.terminal_id = ${terminalId}`]),
    ...(from === undefined ? [] : [sql`a.at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql`a.at < ${to}::timestamptz`]),
    ...(fromDay === undefined ? [] : [sql`a.at >= (${fromDay}::date)::timestamp at time zone ${timeZone}`]),
    ...(toDay === undefined ? [] : [sql`a.at < (${toDay}::date + 1)::timestamp at time zone ${timeZone}`]),
    ...(search === undefined || search === '' ? [] : [searched(search)]),
  ]
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}

const searched = (search: string) =>
  /^\d{1,18}$/.test(search) ? sql`(a.subject = ${search} or a.seq = ${search}::bigint)` : sql`a.subject = ${search}`

/** The rows behind one of them, the newest first. */
export async function searchTrail(
  db: Ground['db'],
  search: Search,
  { afterSeq, limit }: { readonly afterSeq: string | null; readonly limit: number },
): Promise<readonly FoundRow[]> {
  const behind =
    afterSeq === null ? sql`true` : sql`(a.at, a.seq) < (select at, seq from audit where seq = ${afterSeq}::bigint)`
  const { rows } = await sql<FoundRow>`select ${sql.raw(TRAIL_COLUMNS)}, l.position::text as position
    from (select * from audit a where ${conditions(search)} and ${behind} order by a.at desc, a.seq desc limit ${limit}) a
    left join audit_link l on l.seq = a.seq order by a.at desc, a.seq desc`.execute(db)
  return rows
}

/** As a client reads it. */
export const shownRow = (row: FoundRow) => ({
  ...{ seq: row.seq, at: momentOf(row.epoch), event: row.event, subject: row.subject, terminalId: row.terminal_id },
  detail: detailOf(row.detail),
  position: row.position === null ? null : Number(row.position),
})

/** The database keeps any JSON there; what is none of ours is shown all the same. */
function detailOf(text: string): Record<string, string | number | boolean | null> {
  const value: unknown = JSON.parse(text)
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as never) : { value: text }
}
