import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { isAllowed, type Post, type Role } from '../../../src/rules/staff-roles.ts'
import type { StaffAccountTable, Tables } from '../../ground/store/tables.ts'
import { goesOn } from '../sessions/goes-on.ts'
import { audit } from '../staff-audit.ts'
import type { StaffKeys } from '../staff-keys.ts'
import { type Actor, mayManage, nameOfActor } from './actor.ts'
import { type OneTimeCode, writeInvitation } from './invitations.ts'
import { postOfRow } from './post-of.ts'
import { readSites } from './read-sites.ts'

export type AccountRow = Selectable<StaffAccountTable>

/** An account as it is listed. */
export interface ListedAccount {
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly sites: readonly string[]
  readonly proof: AccountRow['proof']
  readonly state: AccountRow['state']
  readonly madeAt: Date
  /** When somebody was last logged in under it; null when nobody was for long. */
  readonly seenAt: Date | null
  readonly factors: number
  /** How many logins go on. */
  readonly sessions: number
}

export interface Accounts {
  list(): Promise<readonly ListedAccount[]>
  /** Ends an account and every session of it, at once. False when there is none that counts. */
  end(staffId: string, by: Actor): Promise<boolean>
  /** Another role or other sites, from the next request of the account on. `before`: what was seen of it. */
  change(staffId: string, post: Post, before: Post, by: Actor): Promise<Result<null>>
  /** Takes the second proofs of an account away and gives a code for new ones; null when there is none that counts. */
  resetFactors(staffId: string, by: Actor): Promise<OneTimeCode | null>
  active(staffId: string): Promise<AccountRow | null>
  ofSubject(proof: AccountRow['proof'], subjectKey: string): Promise<AccountRow | null>
}

export function createAccounts(
  db: Kysely<Tables>,
  { clock, keys }: { readonly clock: Clock; readonly keys: StaffKeys },
): Accounts {
  const now = () => new Date(clock.now())
  const active = (from: Kysely<Tables> | Transaction<Tables>) =>
    from.selectFrom('staff_account').selectAll().where('state', '=', 'active')
  return {
    list: async () => {
      const rows = await db
        .selectFrom('staff_account')
        .selectAll()
        .select(eb => [
          eb
            .selectFrom('staff_session')
            .whereRef('staff_session.staff_id', '=', 'staff_account.staff_id')
            .where('stage', '=', 'in')
            .select(one => one.fn.max('last_seen_at').as('at'))
            .as('seen_at'),
          eb
            .selectFrom('staff_session')
            .whereRef('staff_session.staff_id', '=', 'staff_account.staff_id')
            .where('stage', '=', 'in')
            .where(goesOn(now()))
            .select(one => one.fn.countAll<string>().as('count'))
            .as('sessions'),
          eb
            .selectFrom('staff_factor')
            .whereRef('staff_factor.staff_id', '=', 'staff_account.staff_id')
            .select(one => one.fn.countAll<string>().as('count'))
            .as('factors'),
        ])
        .orderBy('state')
        .orderBy('made_at')
        .limit(1_000)
        .execute()
      return rows.map(row => ({
        ...{ staffId: row.staff_id, name: row.name, role: row.role, sites: readSites(row.sites), proof: row.proof },
        ...{ state: row.state, madeAt: row.made_at, seenAt: row.seen_at, factors: Number(row.factors ?? 0) },
        sessions: Number(row.sessions ?? 0),
      }))
    },
    end: (staffId, by) =>
      db.transaction().execute(async tx => {
        if (!(await alone(tx, by))) return false
        const ended = await tx
          .updateTable('staff_account')
          .set({ state: 'ended', ended_at: now(), ended_by: nameOfActor(by) })
          .where('staff_id', '=', staffId)
          .where('state', '=', 'active')
          .returning('staff_id')
          .executeTakeFirst()
        if (!ended) return false
        await shutOut(tx, staffId, now())
        await endGivenOut(tx, staffId, now())
        const detail = { by: nameOfActor(by) }
        await audit(tx, now(), { event: 'staff-account-ended', subject: staffId, terminalId: null, detail })
        return true
      }),
    change: (staffId, { role, sites }, before, by) =>
      db.transaction().execute(async tx => {
        if (!(await alone(tx, by))) return err(fault('staff-not-permitted', 'staff.manage'))
        const account = await active(tx).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
        if (!account) return err(fault('staff-unknown'))
        const former = postOfRow(account)
        if (isSame(former, { role, sites })) return ok(null)
        if (!isSame(former, before)) return err(fault('staff-changed'))
        const stays = isAllowed({ role, sites }, 'staff.manage')
        if (!stays && !(await othersManage(tx, staffId))) return err(fault('staff-last-admin'))
        const set = { role, sites: JSON.stringify(sites) }
        await tx.updateTable('staff_account').set(set).where('staff_id', '=', staffId).execute()
        if (!stays) await endGivenOut(tx, staffId, now())
        const detail = {
          ...{ by: nameOfActor(by), role, sites: sites.join(' ') },
          ...{ formerRole: former.role, formerSites: former.sites.join(' ') },
        }
        await audit(tx, now(), { event: 'staff-account-changed', subject: staffId, terminalId: null, detail })
        return ok(null)
      }),
    resetFactors: (staffId, by) =>
      db.transaction().execute(async tx => {
        if (!(await alone(tx, by))) return null
        const account = await active(tx).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
        if (!account) return null
        await shutOut(tx, staffId, now())
        const { name, role } = account
        const sites = readSites(account.sites)
        const made = await writeInvitation(tx, keys, now(), {
          ...{ kind: 'reset', staffId, name, role, sites, by: nameOfActor(by) },
        })
        const detail = { by: nameOfActor(by) }
        await audit(tx, now(), { event: 'staff-factors-reset', subject: staffId, terminalId: null, detail })
        return made
      }),
    active: async staffId => (await active(db).where('staff_id', '=', staffId).executeTakeFirst()) ?? null,
    ofSubject: async (proof, subjectKey) =>
      (await active(db).where('proof', '=', proof).where('subject_key', '=', subjectKey).executeTakeFirst()) ?? null,
  }
}

/**
 * Whether they may, with every other change of accounts kept waiting: of two administrators who take each other's role away at once, one is
 * left.
 */
async function alone(tx: Transaction<Tables>, by: Actor): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('accounts of staff'))`.execute(tx)
  return mayManage(tx, by)
}

const isSame = (one: Post, other: Post): boolean =>
  one.role === other.role && [...one.sites].toSorted().join(' ') === [...other.sites].toSorted().join(' ')

/** Whether somebody else may let people in. */
async function othersManage(tx: Transaction<Tables>, staffId: string): Promise<boolean> {
  const others = tx.selectFrom('staff_account').select(['role', 'sites']).where('state', '=', 'active')
  const rows = await others.where('staff_id', '<>', staffId).execute()
  return rows.some(row => isAllowed(postOfRow(row), 'staff.manage'))
}

/** Nobody comes in any more by what an account has given out. */
async function endGivenOut(tx: Transaction<Tables>, staffId: string, now: Date): Promise<void> {
  const given = tx.updateTable('staff_invitation').set({ expires_at: now })
  await given.where('made_by', '=', staffId).where('used_at', 'is', null).where('expires_at', '>', now).execute()
}

/** Nothing that an account could be entered by is left: no second proof, no code, no session. */
async function shutOut(tx: Transaction<Tables>, staffId: string, now: Date): Promise<void> {
  await tx.deleteFrom('staff_factor').where('staff_id', '=', staffId).execute()
  await tx.deleteFrom('staff_recovery_code').where('staff_id', '=', staffId).execute()
  const ended = tx.updateTable('staff_session').set({ ended_at: now })
  await ended.where('staff_id', '=', staffId).where('ended_at', 'is', null).execute()
  const codes = tx.updateTable('staff_invitation').set({ expires_at: now })
  await codes.where('staff_id', '=', staffId).where('used_at', 'is', null).execute()
}
