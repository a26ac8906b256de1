import type { Clock } from '../../src/clock.ts'
import type { STAFF_ROUTES } from '../../src/contract/staff-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { permissionsOf } from '../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { HandlersOf } from '../ground/room.ts'
import { STEP_UP_MS, steppedUp } from '../ground/step-up.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Invitations, OneTimeCode } from './accounts/invitations.ts'

/** What answers programs of staff about staff. */
export function staffHandlers(parts: {
  readonly clock: Clock
  readonly accounts: Accounts
  readonly invitations: Invitations
}): Omit<HandlersOf<typeof STAFF_ROUTES>, 'askStepUp' | 'stepUp'> {
  const { clock, accounts, invitations } = parts
  /** Of somebody else: nobody changes by what they themselves are let in. */
  const mayChange = (caller: StaffCaller, staffId: string): Result<null> =>
    caller.staffId === staffId ? err(fault('staff-not-permitted', 'not of oneself')) : steppedUp(caller, clock)
  return {
    staffMe: async (_, { staffId, role, sites, steppedUpAtMs }) => {
      const account = await accounts.active(staffId)
      if (!account) return err(fault('staff-unknown'))
      const steppedUpUntil = new Date(steppedUpAtMs + STEP_UP_MS).toISOString()
      return ok({
        ...{ staffId, name: account.name, role, sites: [...sites], steppedUpUntil },
        permissions: [...permissionsOf({ role, sites })],
      })
    },
    staffAccounts: async () => {
      const listed = await accounts.list()
      return ok({
        accounts: listed.map(({ madeAt, seenAt, sites, ...one }) => ({
          ...{ ...one, sites: [...sites], madeAt: madeAt.toISOString(), seenAt: seenAt?.toISOString() ?? null },
        })),
      })
    },
    inviteStaff: async (invited, caller) => {
      const fresh = steppedUp(caller, clock)
      return fresh.ok ? ok(said(await invitations.invite(invited, caller.staffId))) : fresh
    },
    endStaff: async ({ staffId }, caller) => {
      const may = mayChange(caller, staffId)
      if (!may.ok) return may
      return (await accounts.end(staffId, caller.staffId)) ? ok({}) : err(fault('staff-unknown'))
    },
    resetStaffFactors: async ({ staffId }, caller) => {
      const may = mayChange(caller, staffId)
      if (!may.ok) return may
      const made = await accounts.resetFactors(staffId, caller.staffId)
      return made ? ok(said(made)) : err(fault('staff-unknown'))
    },
  }
}

const said = ({ code, expiresAt }: OneTimeCode) => ({ code, expiresAt: expiresAt.toISOString() })
