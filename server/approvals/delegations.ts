import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './approvals-audit.ts'
import type { Officers } from './officers.ts'

const DAY_MS = 24 * 3_600_000
/** Whoever is away for longer is no officer of the place any more. */
const LONGEST_MS = 92 * DAY_MS
const OPEN_MAX = 20

export interface WishedDelegation {
  readonly office: string
  readonly toStaffId: string
  readonly beginsAt: Date
  readonly endsAt: Date
}

/** Why nobody was asked to decide. */
export type DelegationRefusal = 'not-yours' | 'nobody' | 'time-wrong' | 'too-many'

export interface ShownDelegation {
  readonly delegationId: string
  readonly office: string
  readonly fromName: string
  readonly toName: string
  readonly beginsAt: Date
  readonly endsAt: Date
  /** Whether it is one's own to end. */
  readonly isMine: boolean
}

/** Officers who have others decide in their place for a time. Nobody hands on what was handed to them. */
export interface Delegations {
  make(fromStaffId: string, wish: WishedDelegation): Promise<DelegationRefusal | null>
  /** False when there is none of one's own that is not over. */
  end(fromStaffId: string, delegationId: string): Promise<boolean>
  /** Those of and to somebody that are not over. */
  of(staffId: string): Promise<readonly ShownDelegation[]>
}

export function createDelegations(
  db: Kysely<Tables>,
  clock: Pick<Clock, 'now'>,
  officers: Pick<Officers, 'list' | 'candidates'>,
): Delegations {
  const now = () => new Date(clock.now())
  const open = (from: Kysely<Tables> = db) =>
    from.selectFrom('approval_delegation as d').where('d.ended_at', 'is', null).where('d.ends_at', '>', now())
  return {
    make: async (fromStaffId, { office, toStaffId, beginsAt, endsAt }) => {
      const isTheirs = (await officers.list()).some(one => one.office === office && one.staffId === fromStaffId)
      if (!isTheirs) return 'not-yours'
      const mayDecide = (await officers.candidates()).some(({ staffId }) => staffId === toStaffId)
      if (!mayDecide || toStaffId === fromStaffId) return 'nobody'
      const lastsMs = endsAt.getTime() - beginsAt.getTime()
      if (!(lastsMs > 0) || lastsMs > LONGEST_MS || endsAt <= now()) return 'time-wrong'
      const delegationId = randomId()
      return db.transaction().execute(async tx => {
        await sql`select pg_advisory_xact_lock(hashtext(${`delegations of ${fromStaffId}`}))`.execute(tx)
        const theirs = await open(tx)
          .select(['d.office', 'd.to_staff', 'd.begins_at', 'd.ends_at'])
          .where('d.from_staff', '=', fromStaffId)
          .execute()
        // A key that is pressed twice asks for the same once more.
        const isThere = theirs.some(
          one =>
            one.office === office &&
            one.to_staff === toStaffId &&
            one.begins_at.getTime() === beginsAt.getTime() &&
            one.ends_at.getTime() === endsAt.getTime(),
        )
        if (isThere) return null
        if (theirs.length >= OPEN_MAX) return 'too-many'
        await tx
          .insertInto('approval_delegation')
          .values({
            ...{ delegation_id: delegationId, office, from_staff: fromStaffId, to_staff: toStaffId },
            ...{ begins_at: beginsAt, ends_at: endsAt, made_at: now() },
          })
          .execute()
        const detail = { office, from: fromStaffId, to: toStaffId }
        await audit(tx, now(), { event: 'approval-delegated', subject: delegationId, terminalId: null, detail })
        return null
      })
    },
    end: (fromStaffId, delegationId) =>
      db.transaction().execute(async tx => {
        const ended = await tx
          .updateTable('approval_delegation')
          .set({ ended_at: now() })
          .where('delegation_id', '=', delegationId)
          .where('from_staff', '=', fromStaffId)
          .where('ended_at', 'is', null)
          .where('ends_at', '>', now())
          .returning('office')
          .executeTakeFirst()
        if (!ended) return false
        await audit(tx, now(), { event: 'approval-delegation-ended', subject: delegationId, terminalId: null })
        return true
      }),
    of: async staffId => {
      const rows = await open()
        .innerJoin('staff_account as a', 'a.staff_id', 'd.from_staff')
        .innerJoin('staff_account as b', 'b.staff_id', 'd.to_staff')
        .select(['d.delegation_id', 'd.office', 'd.from_staff', 'd.begins_at', 'd.ends_at'])
        .select(['a.name as from_name', 'b.name as to_name'])
        .where(eb => eb.or([eb('d.from_staff', '=', staffId), eb('d.to_staff', '=', staffId)]))
        .orderBy('d.begins_at')
        .limit(100)
        .execute()
      return rows.map(row => ({
        ...{ delegationId: row.delegation_id, office: row.office, fromName: row.from_name, toName: row.to_name },
        ...{ beginsAt: row.begins_at, endsAt: row.ends_at, isMine: row.from_staff === staffId },
      }))
    },
  }
}
