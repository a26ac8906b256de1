import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import { ALL_SITES, isAllowed, type Role } from '../../../src/rules/staff-roles.ts'
import type { StaffInvitationTable, Tables } from '../../ground/store/tables.ts'
import { audit } from '../staff-audit.ts'
import type { StaffKeys } from '../staff-keys.ts'
import { mayManage } from './actor.ts'
import { codeKeyOf, makeCode } from './codes.ts'
import { postOfRow } from './post-of.ts'
import { readSites } from './read-sites.ts'
import type { Somebody } from './still-may.ts'

const HOUR_MS = 3_600_000
const FIRST_MS = 24 * HOUR_MS
const INVITED_MS = 7 * 24 * HOUR_MS
/** Within this time the same wish of the same administrator is the same key, pressed twice. */
const PRESSED_TWICE_MS = 60_000
const KEPT_MS = 90 * 24 * HOUR_MS

/** A code as it is shown, once. */
export interface OneTimeCode {
  readonly code: string
  readonly expiresAt: Date
}

export interface Invited {
  readonly name: string
  readonly role: Role
  readonly sites: readonly string[]
}

export type InvitationRow = Selectable<StaffInvitationTable>

/** A code that somebody has and has not used. */
export interface OpenInvitation extends Invited {
  /** By which it is taken back; the code itself is known to whoever has it alone. */
  readonly invitationId: string
  readonly expiresAt: Date
}

/** One-time codes by which accounts are set up. */
export interface Invitations {
  /** For the first administrator; an older one is worth nothing then. Null while there is an administrator. */
  firstCode(): Promise<OneTimeCode | null>
  /** `by`: the id of staff, or the command and who gave it. */
  invite(invited: Invited, by: string): Promise<OneTimeCode>
  /** The same in the name of somebody of staff; null when they may not any more. */
  inviteAs(invited: Invited, by: Somebody): Promise<OneTimeCode | null>
  /** Those by which somebody new may still begin, the newest first. */
  open(): Promise<readonly OpenInvitation[]>
  /** False where it was used, is over, or there is none. */
  takeBack(invitationId: string, by: string): Promise<boolean>
  /** The invitation of a code that is good now. */
  find(typed: string): Promise<InvitationRow | null>
  tidy(): Promise<void>
}

export function createInvitations(
  db: Kysely<Tables>,
  { clock, keys }: { readonly clock: Clock; readonly keys: StaffKeys },
): Invitations {
  const now = () => new Date(clock.now())
  const invite = async (tx: Transaction<Tables>, invited: Invited, by: string): Promise<OneTimeCode> => {
    await sql`select pg_advisory_xact_lock(hashtext(${`invitations of ${by}`}))`.execute(tx)
    const before = tx.updateTable('staff_invitation').set({ expires_at: now() })
    await before
      .where('kind', '=', 'invited')
      .where('made_by', '=', by)
      .where('name', '=', invited.name)
      .where('role', '=', invited.role)
      .where(sql<string>`sites::text`, '=', sql<string>`${JSON.stringify(invited.sites)}::jsonb::text`)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now())
      .where('made_at', '>', new Date(clock.now() - PRESSED_TWICE_MS))
      .execute()
    const made = await writeInvitation(tx, keys, now(), { kind: 'invited', staffId: null, ...invited, by })
    const detail = { by, role: invited.role, sites: invited.sites.join(' ') }
    await audit(tx, now(), { event: 'staff-invited', subject: invited.role, terminalId: null, detail })
    return made
  }
  return {
    firstCode: () =>
      db.transaction().execute(async tx => {
        if (await hasAdmin(tx)) return null
        await tx.deleteFrom('staff_invitation').where('kind', '=', 'first').where('used_at', 'is', null).execute()
        const made = await writeInvitation(tx, keys, now(), {
          ...{ kind: 'first', staffId: null, name: '', role: 'admin', sites: [ALL_SITES], by: 'first-code' },
        })
        await audit(tx, now(), { event: 'staff-first-code-made', subject: 'first-code', terminalId: null })
        return made
      }),
    invite: (invited, by) => db.transaction().execute(tx => invite(tx, invited, by)),
    inviteAs: (invited, by) =>
      db.transaction().execute(async tx => ((await mayManage(tx, by)) ? invite(tx, invited, by.staffId) : null)),
    open: async () => {
      const rows = await db
        .selectFrom('staff_invitation')
        .selectAll()
        .where('kind', '=', 'invited')
        .where('used_at', 'is', null)
        .where('expires_at', '>', now())
        .orderBy('made_at', 'desc')
        .limit(200)
        .execute()
      return rows.map(({ code_key: invitationId, name, role, sites, expires_at: expiresAt }) => {
        return { invitationId, name, role, sites: readSites(sites), expiresAt }
      })
    },
    takeBack: (invitationId, by) =>
      db.transaction().execute(async tx => {
        const taken = await tx
          .updateTable('staff_invitation')
          .set({ expires_at: now() })
          .where('code_key', '=', invitationId)
          .where('kind', '=', 'invited')
          .where('used_at', 'is', null)
          .where('expires_at', '>', now())
          .returning('role')
          .executeTakeFirst()
        if (!taken) return false
        const detail = { by }
        await audit(tx, now(), { event: 'staff-invitation-taken-back', subject: taken.role, terminalId: null, detail })
        return true
      }),
    find: async typed => {
      const row = await db
        .selectFrom('staff_invitation')
        .selectAll()
        .where('code_key', '=', codeKeyOf(keys, typed))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now())
        .executeTakeFirst()
      if (!row || (row.kind === 'first' && (await hasAdmin(db)))) return null
      return row
    },
    tidy: async () => {
      await db
        .deleteFrom('staff_invitation')
        .where('expires_at', '<', new Date(clock.now() - KEPT_MS))
        .execute()
    },
  }
}

/** Writes one down, within the transaction of what it belongs to. */
export async function writeInvitation(
  tx: Transaction<Tables>,
  keys: StaffKeys,
  now: Date,
  {
    kind,
    staffId,
    name,
    role,
    sites,
    by,
  }: Invited & { kind: InvitationRow['kind']; staffId: string | null; by: string },
): Promise<OneTimeCode> {
  const { code, codeKey } = makeCode(keys)
  const expiresAt = new Date(now.getTime() + (kind === 'first' ? FIRST_MS : INVITED_MS))
  await tx
    .insertInto('staff_invitation')
    .values({
      ...{ code_key: codeKey, kind, staff_id: staffId, name, role, sites: JSON.stringify(sites), made_by: by },
      ...{ made_at: now, expires_at: expiresAt },
    })
    .execute()
  return { code, expiresAt }
}

/** Whether anybody may make accounts. */
export async function hasAdmin(db: Kysely<Tables> | Transaction<Tables>): Promise<boolean> {
  const active = await db.selectFrom('staff_account').select(['role', 'sites']).where('state', '=', 'active').execute()
  return active.some(row => isAllowed(postOfRow(row), 'staff.manage'))
}
