import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createFourEyesWorld } from '../../../tests/peers/four-eyes-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import type { StaffKeys } from '../staff-keys.ts'
import { createAccounts } from './accounts.ts'
import { createInvitations } from './invitations.ts'

const EVERYWHERE = ['*']

describeOnStores('accounts that are changed', store => {
  const clock = fakeClock()
  const keys = { mark: (_: string, text: string) => text } as unknown as StaffKeys
  const open = () => ({
    people: createFourEyesWorld(store(), clock),
    accounts: createAccounts(store().db, { clock, keys }),
    invitations: createInvitations(store().db, { clock, keys }),
  })
  const post = (role: 'admin' | 'security-admin' | 'auditor' | 'operator', sites = EVERYWHERE) => ({ role, sites })

  it('leave the last one who manages accounts as they are, also by a command', async () => {
    const { people, accounts } = open()
    const only = await people.person('security-admin')
    // Of some sites alone they could let nobody in.
    for (const to of [post('auditor'), post('operator'), post('security-admin', ['north'])])
      expect(await accounts.change(only.staffId, to, post('security-admin'), 'command')).toMatchObject({
        error: { code: 'staff-last-admin' },
      })
    expect((await accounts.change(only.staffId, post('admin'), post('security-admin'), 'command')).ok).toBe(true)
    const second = await people.person('admin')
    expect((await accounts.change(only.staffId, post('auditor'), post('admin'), second)).ok).toBe(true)
    const row = store().db.selectFrom('audit').select('detail').where('subject', '=', only.staffId)
    const trail = await row.where('event', '=', 'staff-account-changed').orderBy('seq').execute()
    expect(trail.at(-1)?.detail).toEqual({
      ...{ by: second.staffId, role: 'auditor', sites: '*', formerRole: 'admin', formerSites: '*' },
    })
  })

  it('are changed by nobody whose account or login has ended since the request came', async () => {
    const { people, accounts, invitations } = open()
    const [first, second, third] = [
      await people.person('admin'),
      await people.person('admin'),
      await people.person('operator'),
    ]
    await accounts.end(second.staffId, first)
    const late = { name: 'Late', role: 'admin', sites: EVERYWHERE } as const
    for (const gone of [second, { ...first, sessionKey: 'another' }]) {
      expect(await accounts.change(third.staffId, post('admin'), post('operator'), gone)).toMatchObject({
        error: { code: 'staff-not-permitted' },
      })
      expect(await accounts.end(third.staffId, gone)).toBe(false)
      expect(await accounts.resetFactors(third.staffId, gone)).toBeNull()
      expect(await invitations.inviteAs(late, gone)).toBeNull()
    }
    expect(await invitations.open()).toEqual([])
    expect((await accounts.active(third.staffId))?.role).toBe('operator')
  })
})
