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
import type { ListedSession, StaffSessions } from './sessions/staff-sessions.ts'

/** What answers programs of staff about staff. */
export function staffHandlers(parts: {
  readonly clock: Clock
  readonly accounts: Accounts
  readonly invitations: Invitations
  readonly sessions: StaffSessions
}): HandlersOf<Omit<typeof STAFF_ROUTES, 'askStepUp' | 'stepUp'>> {
  const { clock, accounts, invitations, sessions } = parts
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
    staffInvitations: async () => {
      const open = await invitations.open()
      return ok({
        invitations: open.map(({ sites, expiresAt, ...one }) => ({
          ...{ ...one, sites: [...sites], expiresAt: expiresAt.toISOString() },
        })),
      })
    },
    inviteStaff: async (invited, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const made = await invitations.inviteAs(invited, caller)
      return made ? ok(said(made)) : err(fault('staff-not-permitted', 'staff.manage'))
    },
    takeBackInvitation: async ({ invitationId }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      return (await invitations.takeBack(invitationId, caller.staffId)) ? ok({}) : err(fault('invitation-gone'))
    },
    changeStaff: async ({ staffId, role, sites, before }, caller) => {
      const may = mayChange(caller, staffId)
      if (!may.ok) return may
      const changed = await accounts.change(staffId, { role, sites }, before, caller)
      return changed.ok ? ok({}) : changed
    },
    endStaff: async ({ staffId }, caller) => {
      const may = mayChange(caller, staffId)
      if (!may.ok) return may
      return (await accounts.end(staffId, caller)) ? ok({}) : err(fault('staff-unknown'))
    },
    resetStaffFactors: async ({ staffId }, caller) => {
      const may = mayChange(caller, staffId)
      if (!may.ok) return may
      const made = await accounts.resetFactors(staffId, caller)
      return made ? ok(said(made)) : err(fault('staff-unknown'))
    },
    staffSessions: async ({ staffId }, { sessionKey }) =>
      (await accounts.active(staffId))
        ? ok({ sessions: shown(await sessions.listOf(staffId, sessionKey)) })
        : err(fault('staff-unknown')),
    endStaffSessions: async ({ staffId, handle = null }, caller) => {
      const may = mayChange(caller, staffId)
      if (!may.ok) return may
      const ended = await sessions.endOf(staffId, handle, caller)
      return ended === null ? err(fault('staff-not-permitted', 'staff.manage')) : ok({ ended })
    },
    ownStaffSessions: async (_, { staffId, sessionKey }) =>
      ok({ sessions: shown(await sessions.listOf(staffId, sessionKey)) }),
    endOwnStaffSession: async ({ handle }, { staffId }) =>
      ok({ ended: (await sessions.endOne({ staff_id: staffId }, handle)) ? 1 : 0 }),
  }
}

const said = ({ code, expiresAt }: OneTimeCode) => ({ code, expiresAt: expiresAt.toISOString() })

const shown = (sessions: readonly ListedSession[]) =>
  sessions.map(({ startedAt, lastSeenAt, ...one }) => ({
    ...{ ...one, startedAt: startedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
  }))
