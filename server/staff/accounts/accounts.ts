import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Role } from '../../../src/rules/staff-roles.ts'
import type { StaffAccountTable, Tables } from '../../ground/store/tables.ts'
import { audit } from '../staff-audit.ts'
import type { StaffKeys } from '../staff-keys.ts'
import { type OneTimeCode, writeInvitation } from './invitations.ts'
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
}

export interface Accounts {
  list(): Promise<readonly ListedAccount[]>
  /** Ends an account and every session of it, at once. False when there is none that counts. */
  end(staffId: string, by: string): Promise<boolean>
  /** Takes the second proofs of an account away and gives a code for new ones; null when there is none that counts. */
  resetFactors(staffId: string, by: string): Promise<OneTimeCode | null>
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
      }))
    },
    end: (staffId, by) =>
      db.transaction().execute(async tx => {
        const ended = await tx
          .updateTable('staff_account')
          .set({ state: 'ended', ended_at: now(), ended_by: by })
          .where('staff_id', '=', staffId)
          .where('state', '=', 'active')
          .returning('staff_id')
          .executeTakeFirst()
        if (!ended) return false
        await shutOut(tx, staffId, now())
        // Nor does anybody else come in by what this account has given out.
        const given = tx.updateTable('staff_invitation').set({ expires_at: now() })
        await given
          .where('made_by', '=', staffId)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now())
          .execute()
        await audit(tx, now(), { event: 'staff-account-ended', subject: staffId, terminalId: null, detail: { by } })
        return true
      }),
    resetFactors: (staffId, by) =>
      db.transaction().execute(async tx => {
        const account = await active(tx).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
        if (!account) return null
        await shutOut(tx, staffId, now())
        const { name, role } = account
        const sites = readSites(account.sites)
        const made = await writeInvitation(tx, keys, now(), { kind: 'reset', staffId, name, role, sites, by })
        await audit(tx, now(), { event: 'staff-factors-reset', subject: staffId, terminalId: null, detail: { by } })
        return made
      }),
    active: async staffId => (await active(db).where('staff_id', '=', staffId).executeTakeFirst()) ?? null,
    ofSubject: async (proof, subjectKey) =>
      (await active(db).where('proof', '=', proof).where('subject_key', '=', subjectKey).executeTakeFirst()) ?? null,
  }
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
