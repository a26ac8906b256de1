import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import { plainLine } from '../../../src/rules/plain-text.ts'
import type { Passwords } from '../../ground/passwords/passwords.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { StaffProof } from '../../identity/identity.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { codeKeyOf } from '../accounts/codes.ts'
import type { InvitationRow, Invitations } from '../accounts/invitations.ts'
import { type Factors, keyOf, type NewFactor } from '../factors/factors.ts'
import { newSecret, stepOf } from '../factors/one-time-passwords.ts'
import type { SecurityKeys } from '../factors/security-keys.ts'
import type { SessionToken, StaffSession, StaffSessions } from '../sessions/staff-sessions.ts'
import type { StaffKeys } from '../staff-keys.ts'
import type { Tries } from '../tries.ts'
import { completeSetUp } from './complete-set-up.ts'
import { localSubject, whatIsWrongWithLocal } from './local-names.ts'
import type { From, LogIn } from './log-in.ts'
import type { NotSetUp, Opening, SetUpDone, SetUpSeen } from './set-up-steps.ts'

export interface SetUpParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly keys: StaffKeys
  readonly accounts: Accounts
  readonly invitations: Invitations
  readonly factors: Factors
  readonly securityKeys: SecurityKeys
  readonly sessions: StaffSessions
  readonly passwords: Passwords
  readonly logIn: LogIn
  readonly tries: Tries
}

const OPENING = 'first proof of a set-up'
const PENDING = 'one-time passwords of a set-up'
export const NAME_CHARACTERS = 60

/** From a one-time code to an account with two proofs, or to new second proofs of one that there is. */
export interface SetUp {
  begin(code: string, from: From): Promise<SessionToken | NotSetUp>
  see(session: StaffSession): Promise<SetUpSeen>
  byPassword(
    session: StaffSession,
    said: Record<'name' | 'login' | 'password', string>,
    ip: string,
  ): Promise<NotSetUp | null>
  /** `name`: what the person was called on the page before the university's login. */
  byProvider(session: StaffSession, proof: StaffProof): Promise<NotSetUp | null>
  /** Keeps how a person wants to be called, before the browser leaves for the university's login. */
  callThem(session: StaffSession, name: string): Promise<NotSetUp | null>
  byTotp(session: StaffSession, code: string, label: string): Promise<SetUpDone | NotSetUp>
  byKey(session: StaffSession, said: unknown, label: string): Promise<SetUpDone | NotSetUp>
}

export function createSetUp(parts: SetUpParts): SetUp {
  const { db, clock, keys, accounts, invitations, factors, securityKeys, sessions, passwords, logIn, tries } = parts

  const invitationOf = async ({ invitation_key }: StaffSession): Promise<InvitationRow | null> => {
    const rows = db
      .selectFrom('staff_invitation')
      .selectAll()
      .where('code_key', '=', invitation_key ?? '')
    const good = rows.where('used_at', 'is', null).where('expires_at', '>', new Date(clock.now()))
    return (await good.executeTakeFirst()) ?? null
  }
  const openingOf = ({ opening }: StaffSession): Partial<Opening> =>
    opening === null ? {} : (keys.open(OPENING, opening) as Partial<Opening>)
  const note = async (session: StaffSession, opening: Partial<Opening>) => {
    const facts = Object.fromEntries(Object.entries(opening).filter(([, value]) => value !== undefined))
    await sessions.note(session, { opening: keys.seal(OPENING, facts as Record<string, string>) })
    return null
  }
  const nameOf = (session: StaffSession, invitation: InvitationRow, said = '') =>
    plainLine(said.slice(0, NAME_CHARACTERS)) || openingOf(session).name || invitation.name
  const ownAccount = async ({ staff_id }: InvitationRow) => (staff_id === null ? null : accounts.active(staff_id))
  const secretOf = ({ pending_secret: sealed }: StaffSession) =>
    sealed === null ? null : (keys.open(PENDING, sealed).secret ?? null)
  const finish = async (session: StaffSession, factor: NewFactor): Promise<SetUpDone | NotSetUp> => {
    const { name, proof, subjectKey, ...more } = openingOf(session)
    if (!name || !proof || !subjectKey) return 'over'
    return completeSetUp(parts, session, { name, proof, subjectKey, ...more }, factor)
  }

  return {
    begin: async (code, { ip, browser }) => {
      const attempt = await tries.begin(null, ip)
      if (!attempt) return 'wait'
      const found = await invitations.find(code)
      await (found ? attempt.right() : attempt.wrong())
      if (!found) return 'code-wrong'
      const staffId = found.staff_id ?? randomId()
      return sessions.begin({ stage: 'set-up', staffId, browser, invitationKey: codeKeyOf(keys, code) })
    },
    see: async session => {
      const invitation = await invitationOf(session)
      if (!invitation) return { step: 'over' }
      const { name, proof } = openingOf(session)
      if (!proof || !name) return { step: 'first', invitation, proof: (await ownAccount(invitation))?.proof ?? null }
      let secret = secretOf(session)
      if (secret === null) {
        secret = newSecret()
        await sessions.note(session, { pending_secret: keys.seal(PENDING, { secret }) })
      }
      const challenge = await sessions.challenge(session)
      const known = (await factors.of(session.staff_id)).filter(({ kind }) => kind === 'webauthn').map(keyOf)
      const options = await securityKeys.askForNew(challenge, { staffId: session.staff_id, name }, known)
      return { step: 'second', name, secret, options }
    },
    callThem: async (session, said) => {
      const invitation = await invitationOf(session)
      if (!invitation) return 'over'
      const name = nameOf(session, invitation, said)
      return name === '' ? 'name' : note(session, { name })
    },
    byPassword: async (session, { name: called, login, password }, ip) => {
      const invitation = await invitationOf(session)
      if (!invitation) return 'over'
      const subjectKey = localSubject(keys, login)
      const own = await ownAccount(invitation)
      if (own) {
        const isOwn = own.proof === 'local' && own.subject_key === subjectKey
        const right = await logIn.isPasswordOf(isOwn ? own : null, login, password, ip)
        if (right !== true) return right === 'wait' ? 'wait' : 'wrong'
        return note(session, { name: own.name, proof: 'local', subjectKey })
      }
      const name = nameOf(session, invitation, called)
      if (name === '') return 'name'
      const wrong = whatIsWrongWithLocal(login, password)
      if (wrong !== null) return wrong
      if (await accounts.ofSubject('local', subjectKey)) return 'taken'
      return note(session, { name, proof: 'local', subjectKey, password: await passwords.hash(password) })
    },
    byProvider: async (session, { way: proof, subjectKey, providerSession }) => {
      const invitation = await invitationOf(session)
      if (!invitation) return 'over'
      const more = providerSession === null ? {} : { providerSession }
      const own = await ownAccount(invitation)
      if (own)
        return own.proof === proof && own.subject_key === subjectKey
          ? note(session, { name: own.name, proof, subjectKey, ...more })
          : 'other-account'
      const name = nameOf(session, invitation)
      if (name === '') return 'name'
      if (await accounts.ofSubject(proof, subjectKey)) return 'taken'
      return note(session, { name, proof, subjectKey, ...more })
    },
    byTotp: async (session, code, label) => {
      const secret = secretOf(session)
      const step = secret === null ? null : stepOf(secret, code, clock.now())
      if (secret === null || step === null) return 'wrong'
      return finish(session, { kind: 'totp', label, secret, step })
    },
    byKey: async (session, said, label) => {
      const challenge = await sessions.takeChallenge(session)
      const key = challenge === null ? null : await securityKeys.readNew(said, challenge)
      return key ? finish(session, { kind: 'webauthn', label, key }) : 'wrong'
    },
  }
}
