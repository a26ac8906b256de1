import type { AskedOfKey, STAFF_ROUTES } from '../../src/contract/staff-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { SecondProofs } from './entering/second-proof.ts'
import type { Factors } from './factors/factors.ts'
import type { StaffSessions } from './sessions/staff-sessions.ts'

/** What answers a page that asks for the second proof once more and goes on by itself. */
export function stepUpHandlers({
  sessions,
  factors,
  seconds,
}: {
  readonly sessions: StaffSessions
  readonly factors: Factors
  readonly seconds: SecondProofs
}): Pick<HandlersOf<typeof STAFF_ROUTES>, 'askStepUp' | 'stepUp'> {
  return {
    askStepUp: async (_, { sessionKey }) => {
      const session = await sessions.find(sessionKey)
      if (!session) return err(fault('login-needed'))
      const own = await factors.of(session.staff_id)
      const key = (await seconds.ask(session)) as AskedOfKey | null
      return ok({ hasTotp: own.some(({ kind }) => kind === 'totp'), key })
    },
    stepUp: async (said, { sessionKey, ip }) => {
      const session = await sessions.find(sessionKey)
      if (!session) return err(fault('login-needed'))
      const shown = await seconds.show(session, said, ip)
      // A session that is in steps up and begins no other.
      return typeof shown === 'string' ? ok({ outcome: shown }) : err(fault('login-needed'))
    },
  }
}
