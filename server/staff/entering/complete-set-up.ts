import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { hasAdmin, type InvitationRow } from '../accounts/invitations.ts'
import type { Factors, NewFactor } from '../factors/factors.ts'
import type { StaffSession, StaffSessions } from '../sessions/staff-sessions.ts'
import { audit } from '../staff-audit.ts'
import type { NotSetUp, Opening, SetUpDone } from './set-up-steps.ts'

interface Parts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly factors: Factors
  readonly sessions: StaffSessions
}

/** Thrown within the transaction, so that nothing of it is left. */
class NotDone extends Error {
  readonly why: NotSetUp
  constructor(why: NotSetUp) {
    super(why)
    this.why = why
  }
}

/** Both proofs were shown: spends the code, writes the account, and lets its person in. All of it or nothing. */
export async function completeSetUp(
  parts: Parts,
  session: StaffSession,
  opening: Opening,
  factor: NewFactor,
): Promise<SetUpDone | NotSetUp> {
  const { db, clock, factors, sessions } = parts
  const { staff_id: staffId, browser } = session
  const now = new Date(clock.now())
  try {
    return await db.transaction().execute(async tx => {
      const invitation = await spend(tx, session, now)
      if (invitation.kind === 'reset') await requireAccount(tx, staffId)
      else await writeAccount(tx, staffId, invitation, opening, now)
      if (!(await factors.add(staffId, factor, tx))) throw new NotDone('taken')
      const recoveryCodes = await factors.makeRecoveryCodes(staffId, tx)
      await sessions.end(session, tx)
      const providerSession = opening.providerSession ?? null
      await audit(tx, now, {
        event: 'staff-logged-in',
        subject: staffId,
        terminalId: null,
        detail: { proof: factor.kind },
      })
      return { ...(await sessions.begin({ stage: 'in', staffId, browser, providerSession }, tx)), recoveryCodes }
    })
  } catch (error) {
    if (error instanceof NotDone) return error.why
    throw error
  }
}

async function spend(tx: Transaction<Tables>, { invitation_key }: StaffSession, now: Date): Promise<InvitationRow> {
  const spent = await tx
    .updateTable('staff_invitation')
    .set({ used_at: now })
    .where('code_key', '=', invitation_key ?? '')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  if (!spent || (spent.kind === 'first' && (await hasAdmin(tx)))) throw new NotDone('over')
  return spent
}

async function requireAccount(tx: Transaction<Tables>, staffId: string): Promise<void> {
  const account = tx.selectFrom('staff_account').select('staff_id').where('staff_id', '=', staffId)
  if (!(await account.where('state', '=', 'active').forUpdate().executeTakeFirst())) throw new NotDone('over')
}

async function writeAccount(
  tx: Transaction<Tables>,
  staffId: string,
  { role, sites, made_by }: InvitationRow,
  { name, proof, subjectKey, password }: Opening,
  now: Date,
): Promise<void> {
  const written = await tx
    .insertInto('staff_account')
    .values({
      ...{ staff_id: staffId, name, role, sites: JSON.stringify(sites), proof, subject_key: subjectKey },
      ...{ password: password ?? null, made_by, made_at: now },
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('staff_id')
    .executeTakeFirst()
  if (!written) throw new NotDone('taken')
  const detail = { by: made_by, role, proof }
  await audit(tx, now, { event: 'staff-account-made', subject: staffId, terminalId: null, detail })
}
