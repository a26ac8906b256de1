import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { mayDo } from '../../src/rules/staff-roles.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './approvals-audit.ts'

/** Somebody of staff, as colleagues know them. */
export interface Colleague {
  readonly staffId: string
  readonly name: string
}

/** For which office somebody decides, and in whose place: null as one of the office. */
export interface Acting {
  readonly office: string
  readonly inPlaceOf: Colleague | null
}

/** Who decides for which office. Whoever is not named here decides for none. */
export interface Officers {
  /** By the office. Whoever is of an office decides as that, whoever else has asked them to, as long as those may decide themselves. */
  actingFor(staffId: string): Promise<ReadonlyMap<string, Acting>>
  list(): Promise<readonly (Colleague & { readonly office: string })[]>
  /** Whoever may be named: their role lets them decide. */
  candidates(): Promise<readonly Colleague[]>
  /** Safe to repeat. False when nobody of that id may be named. */
  name(office: string, staffId: string, by: string): Promise<boolean>
  /** Ends what they have delegated of it too. False when they were not named. */
  remove(office: string, staffId: string, by: string): Promise<boolean>
}

const DECIDE = 'approvals.decide'

export function createOfficers(db: Kysely<Tables>, clock: Pick<Clock, 'now'>): Officers {
  const now = () => new Date(clock.now())
  const list = () =>
    db
      .selectFrom('approval_officer')
      .innerJoin('staff_account', 'staff_account.staff_id', 'approval_officer.staff_id')
      .select(['approval_officer.office', 'staff_account.staff_id as staffId', 'staff_account.name'])
      .where('staff_account.state', '=', 'active')
      .orderBy('approval_officer.office')
      .orderBy('staff_account.name')
      .execute()
  const candidates = async () => {
    const rows = await db
      .selectFrom('staff_account')
      .select(['staff_id as staffId', 'name', 'role'])
      .where('state', '=', 'active')
      .orderBy('name')
      .limit(1_000)
      .execute()
    return rows.filter(({ role }) => mayDo(role, DECIDE)).map(({ staffId, name }) => ({ staffId, name }))
  }
  const inPlace = (staffId: string) =>
    db
      .selectFrom('approval_delegation as d')
      .innerJoin('approval_officer as o', join =>
        join.onRef('o.office', '=', 'd.office').onRef('o.staff_id', '=', 'd.from_staff'),
      )
      .innerJoin('staff_account as s', 's.staff_id', 'd.from_staff')
      .select(['d.office', 's.staff_id', 's.name', 's.role'])
      .where('d.to_staff', '=', staffId)
      .where('d.begins_at', '<=', now())
      .where('d.ends_at', '>', now())
      .where('d.ended_at', 'is', null)
      .where('s.state', '=', 'active')
      .orderBy('d.begins_at', 'desc')
      .execute()

  return {
    list,
    candidates,
    actingFor: async staffId => {
      // Nobody decides in the place of somebody whose role lets them decide no more.
      const delegated = (await inPlace(staffId)).filter(({ role }) => mayDo(role, DECIDE))
      const own = await db.selectFrom('approval_officer').select('office').where('staff_id', '=', staffId).execute()
      return new Map<string, Acting>([
        ...delegated.map(
          ({ office, staff_id, name }) => [office, { office, inPlaceOf: { staffId: staff_id, name } }] as const,
        ),
        ...own.map(({ office }) => [office, { office, inPlaceOf: null }] as const),
      ])
    },
    name: async (office, staffId, by) => {
      if (!(await candidates()).some(one => one.staffId === staffId)) return false
      await db.transaction().execute(async tx => {
        const named = await tx
          .insertInto('approval_officer')
          .values({ office, staff_id: staffId, named_by: by, named_at: now() })
          .onConflict(conflict => conflict.doNothing())
          .returning('office')
          .executeTakeFirst()
        const detail = { office, by }
        if (named)
          await audit(tx, now(), { event: 'approval-officer-named', subject: staffId, terminalId: null, detail })
      })
      return true
    },
    remove: (office, staffId, by) =>
      db.transaction().execute(async tx => {
        const removed = await tx
          .deleteFrom('approval_officer')
          .where('office', '=', office)
          .where('staff_id', '=', staffId)
          .returning('office')
          .executeTakeFirst()
        if (!removed) return false
        const ended = tx.updateTable('approval_delegation').set({ ended_at: now() })
        await ended
          .where('office', '=', office)
          .where('from_staff', '=', staffId)
          .where('ended_at', 'is', null)
          .execute()
        const detail = { office, by }
        await audit(tx, now(), { event: 'approval-officer-removed', subject: staffId, terminalId: null, detail })
        return true
      }),
  }
}
