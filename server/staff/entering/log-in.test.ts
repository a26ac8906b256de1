import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createServerLog } from '../../ground/log.ts'
import { createPasswords } from '../../ground/passwords/passwords.ts'
import { createAccounts } from '../accounts/accounts.ts'
import { createStaffSessions } from '../sessions/staff-sessions.ts'
import { openStaffKeys } from '../staff-keys.ts'
import { createTries } from '../tries.ts'
import { localSubject } from './local-names.ts'
import { createLogIn } from './log-in.ts'

const PASSWORD = 'lamp-otter-quilt'
const from = { ip: '10.0.0.1', browser: 'Chrome, Linux' }

describeOnStores('a password of staff', store => {
  it('whose hash is of an older recipe is hashed anew with the right login, and with no other', async () => {
    const { db } = store()
    const clock = fakeClock()
    const now = new Date(clock.now())
    const keys = await openStaffKeys(db, now)
    const parts = { clock, keys, log: createServerLog('silent') }
    const password = await createPasswords('scrypt').hash(PASSWORD)
    const account = { staff_id: 'one', name: 'Li', role: 'finance', sites: '["*"]', proof: 'local', password } as const
    const row = { ...account, subject_key: localSubject(keys, 'li'), made_by: 'test', made_at: now }
    await db.insertInto('staff_account').values(row).execute()
    const logIn = createLogIn({
      ...{ db, keys, accounts: createAccounts(db, parts), sessions: createStaffSessions(db, clock) },
      ...{ passwords: createPasswords('argon2id'), tries: createTries(db, parts) },
    })
    const kept = async () =>
      (await db.selectFrom('staff_account').select('password').executeTakeFirstOrThrow()).password
    expect(await logIn.byPassword('li', 'another-otter-quilt', from)).toBe('wrong')
    expect(await kept()).toBe(password)
    expect(await logIn.byPassword(' LI ', PASSWORD, from)).toMatchObject({ maxAgeSeconds: 600 })
    expect(await kept()).toMatch(/^\$argon2id\$/)
    expect(await logIn.byPassword('li', PASSWORD, from)).toMatchObject({ token: expect.any(String) })
  })

  it('leads to no session of an account that has ended', async () => {
    const { db } = store()
    await db.updateTable('staff_account').set({ state: 'ended', ended_at: new Date(), ended_by: 'test' }).execute()
    const clock = fakeClock()
    const keys = await openStaffKeys(db, new Date(clock.now()))
    const parts = { clock, keys, log: createServerLog('silent') }
    const logIn = createLogIn({
      ...{ db, keys, accounts: createAccounts(db, parts), sessions: createStaffSessions(db, clock) },
      ...{ passwords: createPasswords('argon2id'), tries: createTries(db, parts) },
    })
    expect(await logIn.byPassword('li', PASSWORD, from)).toBe('wrong')
  })
})
