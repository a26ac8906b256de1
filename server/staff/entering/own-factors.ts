import type { Clock } from '../../../src/clock.ts'
import type { AccountRow } from '../accounts/accounts.ts'
import { type Factors, keyOf } from '../factors/factors.ts'
import { newSecret, stepOf } from '../factors/one-time-passwords.ts'
import type { SecurityKeys } from '../factors/security-keys.ts'
import type { StaffSession, StaffSessions } from '../sessions/staff-sessions.ts'
import type { StaffKeys } from '../staff-keys.ts'

const PENDING = 'one-time passwords of a further factor'

/** Further second proofs, for somebody who is in. */
export interface OwnFactors {
  /** What a further one is made with: a secret that is kept until its first password was typed, and what a key is asked. */
  offer(session: StaffSession, account: AccountRow): Promise<{ readonly secret: string; readonly options: unknown }>
  addTotp(session: StaffSession, code: string, label: string): Promise<boolean>
  addKey(session: StaffSession, said: unknown, label: string): Promise<boolean>
}

export function createOwnFactors(parts: {
  readonly clock: Clock
  readonly keys: StaffKeys
  readonly factors: Factors
  readonly securityKeys: SecurityKeys
  readonly sessions: StaffSessions
}): OwnFactors {
  const { clock, keys, factors, securityKeys, sessions } = parts
  const secretOf = ({ pending_secret: sealed }: StaffSession) =>
    sealed === null ? null : (keys.open(PENDING, sealed).secret ?? null)
  return {
    offer: async (session, { staff_id: staffId, name }) => {
      let secret = secretOf(session)
      if (secret === null) {
        secret = newSecret()
        await sessions.note(session, { pending_secret: keys.seal(PENDING, { secret }) })
      }
      const known = (await factors.of(staffId)).filter(({ kind }) => kind === 'webauthn').map(keyOf)
      return {
        secret,
        options: await securityKeys.askForNew(await sessions.challenge(session), { staffId, name }, known),
      }
    },
    addTotp: async (session, code, label) => {
      const secret = secretOf(session)
      const step = secret === null ? null : stepOf(secret, code, clock.now())
      if (secret === null || step === null) return false
      await sessions.note(session, { pending_secret: null })
      return factors.add(session.staff_id, { kind: 'totp', label, secret, step })
    },
    addKey: async (session, said, label) => {
      const challenge = await sessions.takeChallenge(session)
      const key = challenge === null ? null : await securityKeys.readNew(said, challenge)
      return key !== null && factors.add(session.staff_id, { kind: 'webauthn', label, key })
    },
  }
}
