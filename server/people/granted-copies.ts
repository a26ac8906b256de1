import { sql } from 'kysely'
import { randomId } from '../ground/random-id.ts'
import { type AboutPerson, type ActedBy, columnsOf, type Db, lineOf, listThatEnded, saidBy } from './acted.ts'
import { audit } from './people-audit.ts'

/** Copies that cost a person nothing. */
export interface NewGrant {
  readonly about: AboutPerson
  /** Null: every kind. */
  readonly kind: string | null
  readonly copies: number
  readonly reason: string
  /** Either it raises a running count of free copies, by its key, until a last day where it has one, or it is a waiver with a count of its own until its last day. */
  readonly counts: { readonly raises: string; readonly lastDay?: string | null } | { readonly lastDay: string }
  /** The one that a list puts it in the place of. */
  readonly replaces?: string | null
  /** With whose count a waiver goes on that was changed: what was printed of it is not given twice. */
  readonly countsWith?: string | null
}

/** A waiver in force: its count and how many copies it is good for. */
export interface Waiver {
  readonly quotaKey: string
  readonly copies: number
}

/** What orders ask of granted copies. */
export interface GrantedCopies {
  /** By how much a count of free copies is raised today. */
  raisedBy(quotaKey: string): Promise<number>
  /** Waivers of a person for a kind that are in force. */
  waiversOf(personId: string, kind: string): Promise<readonly Waiver[]>
}

export function createGrantedCopies(db: Db, today: () => string): GrantedCopies {
  return {
    raisedBy: async quotaKey => {
      const row = await db
        .selectFrom('granted_copies')
        .select(sql<string>`coalesce(sum(copies), 0)`.as('copies'))
        .where('raises', '=', quotaKey)
        .where('ended_at', 'is', null)
        .where(sql<boolean>`(last_day is null or last_day >= ${today()})`)
        .executeTakeFirstOrThrow()
      return Number(row.copies)
    },
    waiversOf: async (personId, kind) => {
      const rows = await db
        .selectFrom('granted_copies')
        .select(['grant_id', 'counts_with', 'copies'])
        .where('person_id', '=', personId)
        .where('raises', 'is', null)
        .where('ended_at', 'is', null)
        .where(either => either.or([either('kind', 'is', null), either('kind', '=', kind)]))
        .where(sql<boolean>`last_day >= ${today()}`)
        .orderBy('last_day')
        .orderBy('granted_at')
        .limit(50)
        .execute()
      return rows.map(row => ({ quotaKey: waiverKey(row.counts_with ?? row.grant_id, personId), copies: row.copies }))
    },
  }
}

/** The count of a waiver, made as those of everybody's free copies are: the person stands last. */
export const waiverKey = (grantId: string, personId: string): string => `waiver-${grantId}/*/${personId}`

/** Writes a grant down; null where the line of the list was taken in before. */
export async function grantCopies(db: Db, grant: NewGrant, by: ActedBy, now: Date): Promise<string | null> {
  const grantId = randomId()
  const { counts, copies, kind } = grant
  const [raises, lastDay] = 'raises' in counts ? [counts.raises, counts.lastDay ?? null] : [null, counts.lastDay]
  const inserted = await db
    .insertInto('granted_copies')
    .values({
      ...{ grant_id: grantId, ...columnsOf(grant.about), kind, copies, raises, reason: grant.reason },
      ...{ last_day: lastDay, granted_at: now, granted_by: by.staffId, ...lineOf(by) },
      ...{ replaces: grant.replaces ?? null, counts_with: grant.countsWith ?? null },
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('grant_id')
    .executeTakeFirst()
  if (!inserted) return null
  const detail = { ...saidBy(by), copies, kind: kind ?? 'all', isWaiver: raises === null, lastDay }
  await audit(db, now, { event: 'copies-granted', subject: grantId, terminalId: null, detail })
  return grantId
}

/** Ends it by hand: what was printed of it stays free. False where there is none that lasts. */
export async function endGrant(db: Db, grantId: string, by: ActedBy, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('granted_copies')
    .set({ ended_at: now, ended_by: by.staffId, ...listThatEnded(by) })
    .where('grant_id', '=', grantId)
    .where('ended_at', 'is', null)
    .returning('grant_id')
    .executeTakeFirst()
  if (!row) return false
  await audit(db, now, { event: 'copies-grant-ended', subject: grantId, terminalId: null, detail: saidBy(by) })
  return true
}
