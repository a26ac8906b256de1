import { STAFF_ROUTES, type StaffAccount } from '../../../src/contract/staff-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { startAs } from '../fixtures/fixture-start.ts'

const account = (letter: string, more: Partial<StaffAccount>): StaffAccount => ({
  ...{ staffId: letter.repeat(22), name: '陈思远', role: 'operator', sites: ['north', 'library'], proof: 'cas' },
  ...{ state: 'active', madeAt: '2026-09-01T01:02:03.000Z', seenAt: '2026-11-22T01:02:03.000Z' },
  ...{ factors: 2, sessions: 1, ...more },
})
const own = account('a', { staffId: startAs('admin').staffId, name: '王建国', role: 'admin', sites: ['*'] })
const officer = account('b', {})
const gone = account('c', { name: '赵敏', role: 'finance', sites: ['*'], state: 'ended', seenAt: null, sessions: 0 })
const session = {
  ...{ browser: 'Firefox, Linux', startedAt: '2026-11-22T01:02:03.000Z', lastSeenAt: '2026-11-22T03:02:03.000Z' },
  isThis: false,
}
const answers = answersTo(STAFF_ROUTES, {
  staffAccounts: async () => ok({ accounts: [own, officer, gone] }),
  staffInvitations: async () =>
    ok({
      invitations: [
        {
          ...{ invitationId: 'i', name: '周老师', role: 'security-admin', sites: ['*'] },
          expiresAt: '2026-11-29T01:02:03.000Z',
        },
      ],
    }),
  staffSessions: async () =>
    ok({ sessions: [session, { ...session, browser: '' }].map((one, at) => ({ ...one, handle: `${at}`.repeat(16) })) }),
})
const nobody = answersTo(STAFF_ROUTES, {
  staffAccounts: async () => ok({ accounts: [] }),
  staffInvitations: async () => ok({ invitations: [] }),
})

/** Everybody who works here. */
export const STAFF_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'staff', path: 'staff', answers },
  { name: 'staff-seen', path: 'staff', role: 'auditor', answers },
  { name: 'staff-none', path: 'staff', answers: nobody },
  { name: 'staff-account', path: `staff/${officer.staffId}`, answers },
  { name: 'staff-account-own', path: `staff/${own.staffId}`, answers },
  { name: 'staff-account-ended', path: `staff/${gone.staffId}`, answers },
  { name: 'staff-account-seen', path: `staff/${officer.staffId}`, role: 'auditor', answers },
  { name: 'staff-account-unknown', path: `staff/${'x'.repeat(22)}`, answers },
]
