import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Grant, Hold, HouseApproval, LostCardLine } from '../../src/contract/people-api.ts'
import { pageOf, readCursor } from '../ground/keyset.ts'
import type { Tables } from '../ground/store/tables.ts'

type Db = Kysely<Tables>

/** Which of the rows, and from where on. */
export interface ListWish {
  readonly state: 'in-force' | 'over' | 'all'
  readonly kind?: string | undefined
  /** Of one person alone. */
  readonly personId?: string
  readonly after?: string | undefined
  readonly limit: number
}

interface PersonColumns {
  readonly person_id: string
  readonly name_masked_zh: string
  readonly name_masked_en: string
  readonly number_masked: string
}

const personIn = (row: PersonColumns) => ({
  ...{ personId: row.person_id, nameMasked: { zh: row.name_masked_zh, en: row.name_masked_en } },
  numberMasked: row.number_masked,
})
const iso = (at: Date | null) => at?.toISOString() ?? null
const nameOf = (column: string) =>
  sql<string | null>`(select name from staff_account where staff_id = ${sql.ref(column)})`
/** Whether a row of these tables is in force on a day. */
const inForce = (today: string) => sql<SqlBool>`ended_at is null and (last_day is null or last_day >= ${today})`
const stateIs = (state: ListWish['state'], today: string) =>
  state === 'all' ? sql<SqlBool>`true` : state === 'in-force' ? inForce(today) : sql<SqlBool>`not (${inForce(today)})`
/** Behind the place of a cursor, the newest first. */
const behind = (after: string | undefined, at: string, id: string) => {
  const place = readCursor(after)
  return place === null
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(${sql.ref(at)}, ${sql.ref(id)}) < (${place.at.toISOString()}::timestamptz, ${place.id})`
}
const ofPerson = (personId: string | undefined) =>
  personId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`person_id = ${personId}`

/** Holds of the house, the newest first. */
export async function listHolds(db: Db, wish: ListWish, today: string): Promise<{ rows: Hold[]; next: string | null }> {
  const { kind, limit } = wish
  const found = await db
    .selectFrom('house_hold')
    .selectAll()
    .select([nameOf('placed_by').as('by'), nameOf('ended_by').as('ended_name'), inForce(today).as('in_force')])
    .where(stateIs(wish.state, today))
    .where(ofPerson(wish.personId))
    .where(
      kind === undefined
        ? sql<SqlBool>`true`
        : sql<SqlBool>`(kinds is null or kinds @> ${JSON.stringify([kind])}::jsonb)`,
    )
    .where(behind(wish.after, 'placed_at', 'hold_id'))
    .orderBy('placed_at', 'desc')
    .orderBy('hold_id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, next } = pageOf(found, limit, row => ({ at: row.placed_at, id: row.hold_id }))
  return {
    next,
    rows: rows.map(row => ({
      ...{ holdId: row.hold_id, ...personIn(row), kinds: row.kinds as string[] | null },
      ...{ reason: { zh: row.reason_zh, en: row.reason_en }, at: row.placed_at.toISOString(), by: row.by ?? '' },
      ...{ lastDay: row.last_day, endedAt: iso(row.ended_at), endedBy: row.ended_name, endReason: row.end_reason },
      ...{ isInForce: row.in_force === true, fromList: row.import_id !== null },
    })),
  }
}

/** Approvals of the house, the newest first. */
export async function listHouseApprovals(
  db: Db,
  wish: ListWish,
  today: string,
): Promise<{ rows: HouseApproval[]; next: string | null }> {
  const found = await db
    .selectFrom('house_approval')
    .selectAll()
    .select([nameOf('given_by').as('by'), nameOf('ended_by').as('ended_name'), inForce(today).as('in_force')])
    .where(stateIs(wish.state, today))
    .where(ofPerson(wish.personId))
    .where(wish.kind === undefined ? sql<SqlBool>`true` : sql<SqlBool>`kind = ${wish.kind}`)
    .where(behind(wish.after, 'given_at', 'approval_id'))
    .orderBy('given_at', 'desc')
    .orderBy('approval_id', 'desc')
    .limit(wish.limit + 1)
    .execute()
  const { rows, next } = pageOf(found, wish.limit, row => ({ at: row.given_at, id: row.approval_id }))
  return {
    next,
    rows: rows.map(row => ({
      ...{ approvalId: row.approval_id, ...personIn(row), kind: row.kind, note: row.note },
      ...{ at: row.given_at.toISOString(), by: row.by ?? '', lastDay: row.last_day, endedAt: iso(row.ended_at) },
      ...{ endedBy: row.ended_name, isInForce: row.in_force === true, fromList: row.import_id !== null },
    })),
  }
}

/** Copies that were granted or waived, the newest first. */
export async function listGrants(
  db: Db,
  wish: ListWish,
  today: string,
): Promise<{ rows: Grant[]; next: string | null }> {
  const found = await db
    .selectFrom('granted_copies')
    .selectAll()
    .select([nameOf('granted_by').as('by'), nameOf('ended_by').as('ended_name'), inForce(today).as('in_force')])
    .where(stateIs(wish.state, today))
    .where(ofPerson(wish.personId))
    .where(wish.kind === undefined ? sql<SqlBool>`true` : sql<SqlBool>`(kind is null or kind = ${wish.kind})`)
    .where(behind(wish.after, 'granted_at', 'grant_id'))
    .orderBy('granted_at', 'desc')
    .orderBy('grant_id', 'desc')
    .limit(wish.limit + 1)
    .execute()
  const { rows, next } = pageOf(found, wish.limit, row => ({ at: row.granted_at, id: row.grant_id }))
  return {
    next,
    rows: rows.map(row => ({
      ...{ grantId: row.grant_id, ...personIn(row), kind: row.kind, copies: row.copies, reason: row.reason },
      ...{ isWaiver: row.raises === null, at: row.granted_at.toISOString(), by: row.by ?? '', lastDay: row.last_day },
      ...{ endedAt: iso(row.ended_at), endedBy: row.ended_name, isInForce: row.in_force === true },
      fromList: row.import_id !== null,
    })),
  }
}

export interface CardWish {
  readonly state: 'lost' | 'found' | 'all'
  /** By which rows know the card that is looked for. */
  readonly mark?: string | null
  readonly personId?: string
  readonly after?: string | undefined
  readonly limit: number
}

/** Cards that the house refuses or did, the newest first. */
export async function listLostCards(db: Db, wish: CardWish): Promise<{ rows: LostCardLine[]; next: string | null }> {
  let asked = db
    .selectFrom('lost_card')
    .selectAll()
    .select([nameOf('reported_by').as('by'), nameOf('found_by').as('found_name')])
    .where(ofPerson(wish.personId))
    .where(behind(wish.after, 'reported_at', 'lost_card_id'))
  if (wish.state !== 'all') asked = asked.where('found_at', wish.state === 'lost' ? 'is' : 'is not', null)
  if (wish.mark !== undefined && wish.mark !== null) asked = asked.where('card_mark', '=', wish.mark)
  const found = await asked
    .orderBy('reported_at', 'desc')
    .orderBy('lost_card_id', 'desc')
    .limit(wish.limit + 1)
    .execute()
  const { rows, next } = pageOf(found, wish.limit, row => ({ at: row.reported_at, id: row.lost_card_id }))
  return {
    next,
    rows: rows.map(({ person_id, ...row }) => ({
      ...{ lostCardId: row.lost_card_id, cardMasked: row.card_masked, reason: row.reason },
      person: person_id === null ? null : personIn({ ...row, person_id }),
      ...{ reportedAt: row.reported_at.toISOString(), reportedBy: row.by ?? '', fromList: row.import_id !== null },
      ...{ foundAt: iso(row.found_at), foundBy: row.found_name },
    })),
  }
}
