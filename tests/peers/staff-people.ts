import type { Role } from '../../src/rules/staff-roles.ts'
import type { ServerWorld } from './server-world.ts'
import { appFrom, openStaffBrowser, type StaffBrowser } from './staff-browser.ts'

const PASSWORD = 'lamp-otter-quilt'
const STEP_MS = 30_000
/** Shorter than a session lasts in which nothing is asked, and than a second proof is fresh. */
const SESSION_MS = 4 * 60_000

/** Somebody of staff of a world. */
export interface StaffPerson {
  readonly name: string
  /** A browser that is logged in now: anew where time went on in the world, since sessions end. */
  loggedIn(): Promise<StaffBrowser>
}

/** People who work at a world's server, each with a password and one-time passwords of their own. */
export function createStaffPeople(world: ServerWorld, publicUrl: string) {
  const setUp = async (code: string, login: string): Promise<StaffPerson> => {
    const open = () => openStaffBrowser(() => world.base(), publicUrl)
    const held = open()
    const name = `老师 ${login}`
    await held.post('/staff/set-up', { code })
    const second = await held.post('/staff/set-up/local', { name, login, password: PASSWORD })
    const app = appFrom(second)
    await held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: 'phone' })
    let last = { browser: held, atMs: world.clock.now() }
    return {
      name,
      loggedIn: async () => {
        if (world.clock.now() - last.atMs < SESSION_MS) return last.browser
        // A one-time password is good once.
        await world.clock.advance(STEP_MS)
        const browser = open()
        await browser.post('/staff/log-in', { login, password: PASSWORD })
        await browser.post('/staff/second/totp', { code: app.codeAt(world.clock.now()) })
        last = { browser, atMs: world.clock.now() }
        return browser
      },
    }
  }
  let admin: Promise<StaffPerson> | null = null
  let people = 0
  const theAdmin = () => {
    admin ??= world
      .server()
      .doors.staff.firstCode()
      .then(first => setUp(first?.code ?? '', 'first.admin'))
    return admin
  }
  return {
    theAdmin,
    /** Somebody whom the administrator has invited. */
    invited: async (role: Role, sites: readonly string[]): Promise<StaffPerson> => {
      const held = await (await theAdmin()).loggedIn()
      const { text } = await held.postJson('/v1/staff/invitations', { name: 'Somebody', role, sites })
      people += 1
      return setUp((JSON.parse(text) as { code: string }).code, `${role}.${people}`)
    },
  }
}
