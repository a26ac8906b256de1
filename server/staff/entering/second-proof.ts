import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { type Factors, keyOf } from '../factors/factors.ts'
import { stepOf } from '../factors/one-time-passwords.ts'
import type { SecurityKeys } from '../factors/security-keys.ts'
import type { SessionToken, StaffSession, StaffSessions } from '../sessions/staff-sessions.ts'
import { audit } from '../staff-audit.ts'
import type { Tries } from '../tries.ts'

/** What was shown as the second proof. */
export type SecondSaid =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }
  | { readonly kind: 'webauthn'; readonly said: unknown }

/** Why it was not taken. `used` and `recovery-used` tell nobody anything who has not shown the first proof: only they get as far. */
export type SecondRefusal = 'wrong' | 'used' | 'recovery-used' | 'wait'

export interface SecondProofParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly accounts: Accounts
  readonly factors: Factors
  readonly securityKeys: SecurityKeys
  readonly sessions: StaffSessions
  readonly tries: Tries
}

export interface SecondProofs {
  /** What the browser is to ask a security key; null where the account has none. A new challenge each time. */
  ask(session: StaffSession): Promise<unknown>
  /** Lets somebody in who has shown the first proof, or steps a session up that is in: a new session for the one, none for the other. */
  show(session: StaffSession, said: SecondSaid, ip: string): Promise<SessionToken | 'stepped-up' | SecondRefusal>
}

export function createSecondProofs(parts: SecondProofParts): SecondProofs {
  const { db, clock, accounts, factors, securityKeys, sessions, tries } = parts

  const judge = async (
    session: StaffSession,
    said: SecondSaid,
  ): Promise<'right' | 'wrong' | 'used' | 'recovery-used'> => {
    const { staff_id: staffId } = session
    if (said.kind === 'recovery') {
      const spent = await factors.spendRecoveryCode(staffId, said.code)
      return spent === 'spent' ? 'right' : spent === 'used' ? 'recovery-used' : 'wrong'
    }
    const own = await factors.of(staffId)
    if (said.kind === 'totp') {
      for (const factor of own.filter(({ kind }) => kind === 'totp')) {
        const step = stepOf(factors.secretOf(factor), said.code, clock.now())
        const counted = step === null ? null : await factors.countOn(factor, step)
        if (counted !== null) return counted === 'counted' ? 'right' : counted === 'used' ? 'used' : 'wrong'
      }
      return 'wrong'
    }
    const challenge = await sessions.takeChallenge(session)
    const id = securityKeys.idIn(said.said)
    const factor = own.find(one => one.kind === 'webauthn' && one.credential_id === id)
    if (challenge === null || !factor) return 'wrong'
    const counter = await securityKeys.read(said.said, challenge, keyOf(factor))
    return counter !== null && (await factors.countOn(factor, counter)) === 'counted' ? 'right' : 'wrong'
  }

  return {
    ask: async session => {
      const known = (await factors.of(session.staff_id)).filter(({ kind }) => kind === 'webauthn').map(keyOf)
      return known.length === 0 ? null : securityKeys.ask(await sessions.challenge(session), known)
    },
    show: async (session, said, ip) => {
      if (session.stage === 'set-up') return 'wrong'
      const attempt = await tries.begin(`second proof ${session.staff_id}`, ip)
      if (!attempt) return 'wait'
      const judged = (await accounts.active(session.staff_id)) ? await judge(session, said) : 'wrong'
      if (judged !== 'right') {
        await attempt.wrong()
        return judged
      }
      await attempt.right()
      if (session.stage === 'in') {
        await sessions.stepUp(session)
        return 'stepped-up'
      }
      return db.transaction().execute(async tx => {
        await sessions.end(session, tx)
        const { staff_id: staffId, browser, provider_session: providerSession } = session
        const detail = { proof: said.kind }
        await audit(tx, new Date(clock.now()), { event: 'staff-logged-in', subject: staffId, terminalId: null, detail })
        return sessions.begin({ stage: 'in', staffId, browser, providerSession }, tx)
      })
    },
  }
}
