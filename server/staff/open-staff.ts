import type { Ground } from '../ground/ground.ts'
import { createPasswords } from '../ground/passwords/passwords.ts'
import type { Room, Worklist } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createInvitations } from './accounts/invitations.ts'
import { stillMay } from './accounts/still-may.ts'
import { createLogIn } from './entering/log-in.ts'
import { createOwnFactors } from './entering/own-factors.ts'
import { createSecondProofs } from './entering/second-proof.ts'
import { createSetUp } from './entering/set-up.ts'
import { createFactors } from './factors/factors.ts'
import { createSecurityKeys } from './factors/security-keys.ts'
import { staffHandlers } from './handlers.ts'
import { registerEntering } from './pages/entering-routes.ts'
import { registerInside } from './pages/inside-routes.ts'
import { withPageScope } from './pages/page-scope.ts'
import { registerPeople } from './pages/people-routes.ts'
import { IDLE_MS } from './sessions/goes-on.ts'
import { createStaffSessions, endOf } from './sessions/staff-sessions.ts'
import { whoWorks } from './sessions/who-works.ts'
import type { Staff } from './staff.ts'
import { openStaffKeys } from './staff-keys.ts'
import type { STAFF } from './staff-plan.ts'
import { stepUpHandlers } from './step-up-handlers.ts'
import { createTries } from './tries.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const PAGES_OF_ADDRESS = 120
const PAGES_OF_ALL = 3_000

/** The people who work here. `worklists`: of every room of the house. */
export async function openStaff(
  ground: Ground,
  {
    identity,
    worklists,
  }: { readonly identity: Pick<Identity, 'staffLogins'>; readonly worklists: readonly Worklist[] },
): Promise<Room<Staff, typeof STAFF>> {
  const { db, clock, house } = ground
  const { staffLogins } = identity
  const keys = await openStaffKeys(db, new Date(clock.now()))
  const basis = { ...ground, keys }
  const tries = createTries(db, basis)
  const accounts = createAccounts(db, basis)
  const invitations = createInvitations(db, basis)
  const factors = createFactors(db, basis)
  const sessions = createStaffSessions(db, clock)
  const securityKeys = createSecurityKeys(house.publicBaseUrl, house.name.en || house.name.zh)
  const parts = {
    ...basis,
    tries,
    accounts,
    invitations,
    factors,
    sessions,
    securityKeys,
    passwords: createPasswords(),
  }
  const logIn = createLogIn(parts)
  const setUp = createSetUp({ ...parts, logIn })
  const seconds = createSecondProofs(parts)
  const ownFactors = createOwnFactors(parts)
  const limit = ground.limit('staff pages', {
    ...{ times: PAGES_OF_ADDRESS, timesOfAll: PAGES_OF_ALL, windowMs: MINUTE_MS },
  })
  staffLogins.onEnded(sessions.endOfProvider)
  return {
    doors: {
      ...{ whoWorks: whoWorks(ground, parts), stillMay },
      atWork: async ({ staffId, sessionKey }) => {
        const [account, session] = await Promise.all([accounts.active(staffId), sessions.find(sessionKey)])
        return account && session && { name: account.name, endsAt: endOf(session), idleMs: IDLE_MS }
      },
      firstCode: invitations.firstCode,
    },
    handlers: { ...staffHandlers(parts), ...stepUpHandlers({ ...parts, seconds }) },
    pages: app =>
      withPageScope(app, { house, sessions, limit }, scope => {
        const pages = { ...parts, limit, logIn, setUp, seconds, ownFactors, staffLogins, worklists }
        registerEntering(scope, pages)
        registerInside(scope, pages)
        registerPeople(scope, pages)
      }),
    limits: { askStepUp: limit, stepUp: limit },
    sweeps: [
      {
        name: 'staff',
        everyMs: HOUR_MS,
        run: async () => {
          await sessions.tidy()
          await invitations.tidy()
          await tries.tidy()
        },
      },
    ],
  }
}
