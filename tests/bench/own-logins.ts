import { openAccountWorld, somebody } from '../peers/account-world.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startServerWorld } from '../peers/server-world.ts'
import { createSoftwareKey } from '../peers/software-key.ts'
import { appFrom, openStaffBrowser, type StaffBrowser } from '../peers/staff-browser.ts'

const PUBLIC = 'https://print.example.edu.cn'
const PASSWORD = 'lamp-otter-quilt'
/** Longer than a one-time password is good: each may be used once. */
const STEP_MS = 60_000

/** Logins that ask nobody else: the account of the house, and staff with each second proof. All of them hash a password as the house does. */
export async function openOwnLogins() {
  const accounts = await openAccountWorld(await openHouseStore({ kind: 'memory' }))
  const { mail } = somebody()
  await accounts.activeIn(accounts.browser(), mail)
  const world = await startServerWorld(null, { isBehindProxy: true })
  let browsers = 0
  const browser = () => openStaffBrowser(() => world.base(), PUBLIC, `10.8.${browsers >> 8}.${++browsers & 0xff}`)
  const invite = async (held: StaffBrowser, login: string) => {
    const invited = await held.postJson('/v1/staff/invitations', { name: login, role: 'registrar', sites: ['*'] })
    return (JSON.parse(invited.text) as { code: string }).code
  }
  const setUp = async (code: string, login: string, second: 'totp' | 'key') => {
    const held = browser()
    await held.post('/staff/set-up', { code })
    const page = await held.post('/staff/set-up/local', { name: login, login, password: PASSWORD })
    const key = createSoftwareKey(PUBLIC)
    const app = appFrom(page)
    await (second === 'key'
      ? held.post('/staff/set-up/key', { said: JSON.stringify(key.make(page.asked!)), label: 'key' })
      : held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: 'phone' }))
    await world.clock.advance(STEP_MS)
    return { held, app, key }
  }
  const admin = await setUp((await world.server().doors.staff.firstCode())!.code, 'bench.admin', 'totp')
  const keyed = await setUp(await invite(admin.held, 'bench.keyed'), 'bench.keyed', 'key')
  const isIn = ({ text }: { readonly text: string }, what: string) => {
    if (!text.includes('Worklists')) throw new Error(`${what} has let nobody in`)
  }
  return {
    logins: {
      'local-account': async () => {
        const { status, location } = await accounts.logIn(accounts.browser(), mail)
        if (status !== 303) throw new Error(`the account was not let in: ${status} ${location}`)
      },
      'staff-by-one-time-password': async () => {
        const held = browser()
        await held.post('/staff/log-in', { login: 'bench.admin', password: PASSWORD })
        isIn(
          await held.post('/staff/second/totp', { code: admin.app.codeAt(world.clock.now()) }),
          'a one-time password',
        )
      },
      'staff-by-security-key': async () => {
        const held = browser()
        const { asked } = await held.post('/staff/log-in', { login: 'bench.keyed', password: PASSWORD })
        const said = JSON.stringify(keyed.key.sign(asked!))
        isIn(await held.post('/staff/second/key', { said }), 'a security key')
      },
    },
    letTimePass: async () => {
      await Promise.all([world.clock.advance(STEP_MS), accounts.clock.advance(STEP_MS)])
    },
    close: async () => {
      await world.close()
      await accounts.close()
    },
  }
}
