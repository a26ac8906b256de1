import { afterAll, beforeAll, expect, it } from 'vitest'
import { CONSOLE_ROUTES } from '../../src/contract/console-api.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import { openStaffBrowser } from '../../tests/peers/staff-browser.ts'
import { createStaffPeople } from '../../tests/peers/staff-people.ts'

const PUBLIC_URL = 'https://print.example.edu.cn'
let world: ServerWorld
let people: ReturnType<typeof createStaffPeople>

beforeAll(async () => {
  world = await startServerWorld(null)
  people = createStaffPeople(world, PUBLIC_URL)
})
afterAll(() => world?.close())

it('tells who is logged in, for how long, and what may wait for them', async () => {
  const held = await (await people.invited('finance', ['*'])).loggedIn()
  const { status, text } = await held.open('/v1/staff/console/start')
  expect(status).toBe(200)
  const start = CONSOLE_ROUTES.consoleStart.output.parse(JSON.parse(text))
  expect(start).toMatchObject({ role: 'finance', sites: ['*'], session: { idleMs: 15 * 60_000 } })
  expect(start.session.lastsMs).toBe(8 * 3_600_000)
  expect(start.permissions).toContain('console.open')
  expect(start.permissions).not.toContain('staff.manage')
  expect(start.worklists.map(({ path }) => path)).toContain('/staff/enquiries')
  expect(start.worklists.map(({ path }) => path)).not.toContain('/staff/receivers')
})

it('tells nothing to who is not logged in', async () => {
  const nobody = openStaffBrowser(() => world.base(), PUBLIC_URL)
  expect((await nobody.open('/v1/staff/console/start')).status).toBe(401)
})
