import { type Kysely, sql } from 'kysely'
import type { ComplaintListRow } from '../../../src/contract/complaints-api.ts'
import { ALL_SITES } from '../../../src/rules/staff-roles.ts'
import { readTyped } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { type ComplaintRow, paymentsOf } from '../complaint-rows.ts'

export interface ComplaintListWish {
  readonly search?: string | undefined
  readonly state: ComplaintRow['state'] | 'open' | 'all'
  readonly after?: string | undefined
  readonly limit: number
}

interface Row extends ComplaintRow {
  readonly order_number: string | null
  readonly name_zh: string | null
  readonly name_en: string | null
  readonly is_refused: boolean
}

/**
 * A page of the complaints that somebody of staff may see: what is open, the oldest and so the most urgent first, else the newest first. One
 * whose payment no order here has belongs to no site, and only who counts everywhere sees it. Null where `after` is none that was given out.
 */
export async function listComplaints(
  db: Kysely<Tables>,
  sites: readonly string[],
  { search, state, after, limit }: ComplaintListWish,
): Promise<{ readonly rows: ComplaintListRow[]; readonly next: string | null } | null> {
  const behind = after === undefined ? null : placeOf(after)
  if (behind === undefined) return null
  const isOldestFirst = state === 'open' || state === 'pending' || state === 'processing'
  const [direction, beyond] = isOldestFirst ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]
  const isOfState =
    state === 'all' ? sql`true` : state === 'open' ? sql`c.state <> 'processed'` : sql`c.state = ${state}`
  const isOfSite = sites.includes(ALL_SITES) ? sql`true` : sql`t.site_id in (${sql.join(sites)})`
  const said = search?.trim() ?? ''
  const isSought =
    said === ''
      ? sql`true`
      : sql`(c.complaint_id = ${said} or o.order_number = ${orderNumberOf(said)}
          or c.payments @> ${JSON.stringify([{ outTradeNo: said }])}::jsonb
          or c.payments @> ${JSON.stringify([{ transactionId: said }])}::jsonb)`
  const isBehind =
    behind === null
      ? sql`true`
      : sql`(c.complained_at, c.complaint_id) ${beyond} (${behind.at}::timestamptz, ${behind.complaintId}::text)`
  const { rows } = await sql<Row>`
    select c.*, o.order_number, t.name_zh, t.name_en,
      exists (select from complaint_errand e where e.complaint_id = c.complaint_id and e.state = 'due' and e.is_refused) as is_refused
    from complaint c
    left join print_order o on o.order_id = c.order_id
    left join terminal t on t.terminal_id = o.terminal_id
    where ${isOfState} and ${isOfSite} and ${isSought} and ${isBehind}
    order by c.complained_at ${direction}, c.complaint_id ${direction}
    limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(viewOf),
    next: last === undefined ? null : `${last.complained_at.getTime()}_${last.complaint_id}`,
  }
}

const viewOf = (row: Row): ComplaintListRow => ({
  ...{ complaintId: row.complaint_id, at: row.complained_at.toISOString(), state: row.state, about: row.about },
  problem: row.problem,
  amountFen: row.asked_fen ?? paymentsOf(row)[0]?.amountFen ?? null,
  orderNumber: row.order_number,
  terminal: row.name_zh === null || row.name_en === null ? null : { zh: row.name_zh, en: row.name_en },
  ...{ awaitsAnswer: row.awaits_answer, times: row.times, isRefused: row.is_refused },
  ...{ answerBy: row.answer_by?.toISOString() ?? null, completeBy: row.complete_by?.toISOString() ?? null },
})

/** The number of an order however it was typed. */
function orderNumberOf(said: string): string {
  const [, day, rest] = /^(\d{6})([0-9A-HJKMNP-TV-Z]{7})$/.exec(readTyped(said)) ?? []
  return day === undefined ? said : `${day}-${rest}`
}

function placeOf(name: string): { readonly at: Date; readonly complaintId: string } | undefined {
  const [, at, complaintId] = /^(\d{1,14})_([\w-]{1,64})$/.exec(name) ?? []
  return at === undefined || complaintId === undefined ? undefined : { at: new Date(Number(at)), complaintId }
}
