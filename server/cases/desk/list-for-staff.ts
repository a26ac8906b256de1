import { type Kysely, sql } from 'kysely'
import type { CaseListRow, CaseState } from '../../../src/contract/cases-desk-api.ts'
import { ALL_SITES, mayDo } from '../../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { kindName } from '../in-both.ts'
import type { CaseKind } from '../kinds.ts'
import { mayBeOnePerson, readCaseNumber, readOrderNumber } from '../said-by-person.ts'

const DAY_MS = 86_400_000

export interface CaseListWish {
  readonly search?: string | undefined
  readonly kind?: CaseKind | undefined
  readonly state: CaseState | 'needs-hand' | 'all'
  readonly olderThanDays?: number | undefined
  readonly after?: string | undefined
  readonly limit: number
}

interface Row {
  readonly case_number: string
  readonly kind: CaseKind
  readonly state: CaseState
  readonly amount_fen: number | null
  readonly order_number: string | null
  readonly name_zh: string | null
  readonly name_en: string | null
  readonly opened_at: Date
  readonly ended_at: Date | null
  readonly asked_by: string | null
  readonly asked_staff: string | null
}

/** A page of the cases that somebody of staff may see. Null where `after` is none that was given out. */
export async function listForStaff(
  db: Kysely<Tables>,
  { staffId, role, sites }: Pick<StaffCaller, 'staffId' | 'role' | 'sites'>,
  name: string,
  wish: CaseListWish,
  now: Date,
): Promise<{ readonly rows: CaseListRow[]; readonly next: string | null } | null> {
  const { search, kind, state, olderThanDays, after, limit } = wish
  const behind = after === undefined ? null : placeOf(after)
  if (behind === undefined) return null
  const isNewestFirst = state === 'ended' || state === 'all'
  const [direction, beyond] = isNewestFirst ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const isOfState =
    state === 'all' ? sql`true` : state === 'needs-hand' ? sql`c.state <> 'ended'` : sql`c.state = ${state}`
  const isOfSite = sites.includes(ALL_SITES) ? sql`true` : sql`t.site_id in (${sql.join(sites)})`
  const said = search?.trim() ?? ''
  const isSought =
    said === ''
      ? sql`true`
      : sql`(c.case_number = ${readCaseNumber(said) ?? ''} or o.order_number = ${readOrderNumber(said)})`
  const isOld =
    olderThanDays === undefined
      ? sql`true`
      : sql`c.opened_at < ${new Date(now.getTime() - olderThanDays * DAY_MS)}::timestamptz`
  const isBehind =
    behind === null
      ? sql`true`
      : sql`(c.opened_at, c.case_number) ${beyond} (${behind.at}::timestamptz, ${behind.caseNumber}::text)`
  const { rows } = await sql<Row>`
    select c.case_number, c.kind, c.state, c.amount_fen, o.order_number, t.name_zh, t.name_en, c.opened_at, c.ended_at,
      h.by_name as asked_by, h.by_staff as asked_staff
    from open_case c
    left join print_order o on o.order_id = c.order_id
    left join terminal t on t.terminal_id = o.terminal_id
    left join case_history h on h.seq = c.asked_seq
    where ${isOfState} and ${kind === undefined ? sql`true` : sql`c.kind = ${kind}`} and ${isOfSite} and ${isSought}
      and ${isOld} and ${isBehind}
    order by c.opened_at ${direction}, c.case_number ${direction}
    limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  const me = { name, staffId }
  return {
    next: last === undefined ? null : nameOfPlace({ at: last.opened_at, caseNumber: last.case_number }),
    rows: page.map(row => ({
      ...{ caseNumber: row.case_number, kind: row.kind, state: row.state, amountFen: row.amount_fen },
      kindName: kindName(row.kind),
      orderNumber: row.order_number,
      terminal: row.name_zh === null || row.name_en === null ? null : { zh: row.name_zh, en: row.name_en },
      ...{ openedAt: row.opened_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null },
      askedBy: row.asked_by,
      mayAgree:
        row.state === 'waiting-for-agreement' &&
        row.asked_by !== null &&
        mayDo(role, 'cases.agree') &&
        !mayBeOnePerson({ name: row.asked_by, ...(row.asked_staff === null ? {} : { staffId: row.asked_staff }) }, me),
    })),
  }
}

interface Place {
  readonly at: Date
  readonly caseNumber: string
}

const nameOfPlace = ({ at, caseNumber }: Place) => `${at.getTime()}_${caseNumber}`

function placeOf(name: string): Place | undefined {
  const [, at, caseNumber] = /^(\d{1,14})_(C-\d{6}-[0-9A-Z]{4})$/.exec(name) ?? []
  return at === undefined || caseNumber === undefined ? undefined : { at: new Date(Number(at)), caseNumber }
}
