import type { FastifyReply } from 'fastify'
import type { Clock } from '../../../src/clock.ts'
import { steppedUp } from '../../ground/step-up.ts'
import type { AccountRow, Accounts } from '../accounts/accounts.ts'
import type { StaffSession } from '../sessions/staff-sessions.ts'
import type { PageVisit } from './page-scope.ts'

/** What answers whoever has shown both proofs. */
export type Inside = (visit: PageVisit, session: StaffSession, account: AccountRow) => Promise<FastifyReply>

/** Pages for whoever has shown both proofs; everybody else is led to the log-in. */
export function whoIsInside({ accounts, clock }: { readonly accounts: Accounts; readonly clock: Clock }) {
  const inside = (answer: Inside) => async (visit: PageVisit) => {
    const { session, go } = visit
    const account = session?.stage === 'in' ? await accounts.active(session.staff_id) : null
    return session && account ? answer(visit, session, account) : go('staff', 'no-login')
  }
  const isFresh = (session: StaffSession) =>
    steppedUp({ steppedUpAtMs: session.stepped_up_at?.getTime() ?? 0 }, clock).ok
  /** For what asks for a fresh second proof; `back`: where one is led after it. */
  const fresh = (back: string, answer: Inside) =>
    inside(async (visit, session, account) =>
      isFresh(session) ? answer(visit, session, account) : visit.go(`staff/step-up?to=/${back}&note=step-up`),
    )
  return { inside, fresh, isFresh }
}
