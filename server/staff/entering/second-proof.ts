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
  show(session: StaffSession, said: SecondSaid, ip: string): Promise<SessionToken | 'stepped-up' | 'wrong' | 'wait'>
}

export function createSecondProofs(parts: SecondProofParts): SecondProofs {
  const { db, clock, accounts, factors, securityKeys, sessions, tries } = parts

  const isRight = async (session: StaffSession, said: SecondSaid): Promise<boolean> => {
    const { staff_id: staffId } = session
    if (said.kind === 'recovery') return factors.spendRecoveryCode(staffId, said.code)
    const own = await factors.of(staffId)
    if (said.kind === 'totp') {
      for (const factor of own.filter(({ kind }) => kind === 'totp')) {
        const step = stepOf(factors.secretOf(factor), said.code, clock.now())
        if (step !== null) return factors.countOn(factor, step)
      }
      return false
    }
    const challenge = await sessions.takeChallenge(session)
    const id = securityKeys.idIn(said.said)
    const factor = own.find(one => one.kind === 'webauthn' && one.credential_id === id)
    if (challenge === null || !factor) return false
    const counter = await securityKeys.read(said.said, challenge, keyOf(factor))
    return counter !== null && (await factors.countOn(factor, counter))
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
      if (!(await accounts.active(session.staff_id)) || !(await isRight(session, said))) {
        await attempt.wrong()
        return 'wrong'
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
