import { type Kysely, sql } from 'kysely'
import type { PrivacyRequest, PrivacyRequestLine } from '../../../src/contract/privacy-api.ts'
import { maskWords } from '../../../src/rules/masking.ts'
import { dayIn } from '../../ground/local-day.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { daysLeft, type RequestKind, type RequestParts, type RequestRow, whoAsks } from '../requests/requests.ts'

export interface RequestListWish {
  readonly search?: string | undefined
  readonly state: 'open' | 'late' | 'ended' | 'all'
  readonly kind?: RequestKind | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** A page of the requests: what is open, what is due first before; else the newest first. Null where `after` is none that was given out. */
export async function listRequestPage(
  parts: RequestParts,
  { search = '', state, kind, after, limit }: RequestListWish,
): Promise<{ readonly rows: PrivacyRequestLine[]; readonly next: string | null } | null> {
  const behind = after === undefined ? null : placeOf(after)
  if (behind === undefined) return null
  const isOpen = state === 'open' || state === 'late'
  const by = isOpen ? 'due_at' : 'entered_at'
  const [direction, beyond] = isOpen ? (['asc', '>'] as const) : (['desc', '<'] as const)
  let asked = parts.db.selectFrom('privacy_request').selectAll()
  if (isOpen) asked = asked.where('ended_at', 'is', null)
  if (state === 'late') asked = asked.where('due_at', '<', new Date(parts.clock.now()))
  if (state === 'ended') asked = asked.where('ended_at', 'is not', null)
  if (kind !== undefined) asked = asked.where('kind', '=', kind)
  const number = search.trim().toUpperCase()
  if (number !== '') asked = asked.where('request_number', '=', number)
  if (behind !== null)
    asked = asked.where(
      sql<boolean>`(${sql.ref(by)}, request_number) ${sql.raw(beyond)} (${behind.at}::timestamptz, ${behind.number}::text)`,
    )
  const found = await asked
    .orderBy(by, direction)
    .orderBy('request_number', direction)
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => lineOf(parts, row)),
    next: last === undefined ? null : `${last[by].getTime()}_${last.request_number}`,
  }
}

export const requestRow = (db: Kysely<Tables>, number: string): Promise<RequestRow | undefined> =>
  db.selectFrom('privacy_request').selectAll().where('request_number', '=', number).executeTakeFirst()

/** One of them as a page shows it, whoever asks masked. */
export function requestView(parts: RequestParts, row: RequestRow): PrivacyRequest {
  const isLate = (row.ended_at ?? new Date(parts.clock.now())) > row.due_at
  return {
    ...lineOf(parts, row),
    ...{ enteredAt: row.entered_at.toISOString(), enteredBy: row.entered_by },
    ...{ remindedAt: row.reminded_at?.toISOString() ?? null, toldLateAt: row.told_late_at?.toISOString() ?? null },
    ...{ endedAt: row.ended_at?.toISOString() ?? null, endedBy: row.ended_by, reason: row.reason, isLate },
  }
}

function lineOf(parts: RequestParts, row: RequestRow): PrivacyRequestLine {
  const { clock, timeZone } = parts
  const who = whoAsks(parts, row)
  return {
    ...{ number: row.request_number, kind: row.kind, channel: row.channel, whoMasked: who && maskWords(who) },
    ...{ receivedOn: dayIn(timeZone, row.received_at), dueOn: dayIn(timeZone, row.due_at) },
    daysLeft: row.ended_at === null ? daysLeft(row, new Date(clock.now()), timeZone) : null,
    outcome: row.outcome,
  }
}

function placeOf(name: string): { readonly at: Date; readonly number: string } | undefined {
  const [, at, number] = /^(\d{1,14})_(P-\d{6}-[0-9A-Z]{4})$/.exec(name) ?? []
  return at === undefined || number === undefined ? undefined : { at: new Date(Number(at)), number }
}
