import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNATTENDED_HEADER } from '../../src/contract/unattended.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import { appFrom, openStaffBrowser } from '../../tests/peers/staff-browser.ts'
import { isWorkPath } from './pages/ways-back.ts'

const PUBLIC_URL = 'https://print.example.edu.cn'
const PASSWORD = 'lamp-otter-quilt'
const MINUTE_MS = 60_000
let world: ServerWorld
let app: ReturnType<typeof appFrom>

const browser = () => openStaffBrowser(() => world.base(), PUBLIC_URL)
const pathOf = ({ url }: { url: string }) => url.slice(PUBLIC_URL.length)
const nextCode = async () => {
  // A one-time password is good once.
  await world.clock.advance(MINUTE_MS)
  return app.codeAt(world.clock.now())
}
const logIn = async (held: ReturnType<typeof browser>) => {
  await held.post('/staff/log-in', { login: 'first.admin', password: PASSWORD })
  return held.post('/staff/second/totp', { code: await nextCode(), to: '/staff' })
}

beforeAll(async () => {
  world = await startServerWorld(null)
  const held = browser()
  const first = await world.server().doors.staff.firstCode()
  await held.post('/staff/set-up', { code: first?.code ?? '' })
  app = appFrom(await held.post('/staff/set-up/local', { name: 'Wang', login: 'first.admin', password: PASSWORD }))
  await held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: 'phone' })
})
afterAll(() => world?.close())

describe('who must log in to see a place of the console', () => {
  it('comes back to it, with what it was asked to show', async () => {
    const held = browser()
    await held.open(`/staff?to=${encodeURIComponent('/console/orders?state=paid&search=%E5%BC%A0')}`)
    expect(pathOf(await logIn(held))).toBe('/console/orders?state=paid&search=%E5%BC%A0')
    // Once.
    expect(pathOf(await held.open('/staff'))).toBe('/staff')
  })

  it('goes there at once who is logged in', async () => {
    const held = browser()
    await logIn(held)
    expect(pathOf(await held.open('/staff?to=/console/terminals/a1'))).toBe('/console/terminals/a1')
  })

  it.each(['https://evil.example/', '//evil.example', '/console//evil.example', '/console/../../x', '/v1/house'])(
    'is led by %s to the first page',
    async to => {
      const held = browser()
      await held.open(`/staff?to=${encodeURIComponent(to)}`)
      expect(pathOf(await logIn(held))).toBe('/staff')
    },
  )
})

it.each([
  ['/staff', true],
  ['/staff/step-up', true],
  ['/console/', true],
  ['/console/cases?kind=a%2Fb&x=1', true],
  ['/console', false],
  ['/console/a/', false],
  ['/console/\\evil', false],
  ['/console/?x=<script>', false],
  ['/staff?to=/console/', false],
  [`/console/${'a'.repeat(400)}`, false],
  [undefined, false],
])('%s is a page of ours: %s', (path, isOurs) => expect(isWorkPath(path)).toBe(isOurs))

it('lets no session go on by what a page asks by itself', async () => {
  const held = browser()
  await logIn(held)
  const ask = (headers: Record<string, string>) =>
    fetch(`${world.base()}/v1/staff/me`, {
      headers: { cookie: `__Host-yinzheng-staff=${held.cookie('staff')}`, ...headers },
    })
  for (let quarters = 0; quarters < 2; quarters += 1) {
    await world.clock.advance(9 * MINUTE_MS)
    expect((await ask({})).status).toBe(200)
  }
  await world.clock.advance(9 * MINUTE_MS)
  expect((await ask({ [UNATTENDED_HEADER]: '1' })).status).toBe(200)
  await world.clock.advance(9 * MINUTE_MS)
  expect((await ask({})).status).toBe(401)
})

describe('the second proof once more, by a program', () => {
  it('is asked for and shown, and counts as on the page', async () => {
    const held = browser()
    await logIn(held)
    await world.clock.advance(6 * MINUTE_MS)
    const invited = { name: 'Li', role: 'finance', sites: ['*'] }
    expect((await held.postJson('/v1/staff/invitations', invited)).text).toContain('step-up-needed')
    expect(JSON.parse((await held.postJson('/v1/staff/step-up/ask', {})).text)).toEqual({ hasTotp: true, key: null })
    const show = async (code: string) =>
      JSON.parse((await held.postJson('/v1/staff/step-up', { kind: 'totp', code })).text)
    expect(await show('000000')).toEqual({ outcome: 'wrong' })
    const code = await nextCode()
    expect(await show(code)).toEqual({ outcome: 'stepped-up' })
    expect((await held.postJson('/v1/staff/invitations', invited)).status).toBe(200)
    expect(await show(code)).toEqual({ outcome: 'used' })
  })

  it('waits after too many wrong ones', async () => {
    const held = browser()
    await logIn(held)
    const outcomes: string[] = []
    for (let tries = 0; tries < 6; tries += 1) {
      const { text } = await held.postJson('/v1/staff/step-up', { kind: 'totp', code: '123456' })
      outcomes.push((JSON.parse(text) as { outcome: string }).outcome)
    }
    expect(outcomes.at(-1)).toBe('wait')
  })

  it('is nothing for another page, nor for who is not logged in', async () => {
    const held = browser()
    expect((await held.postJson('/v1/staff/step-up/ask', {})).status).toBe(401)
    expect((await held.postJson('/v1/staff/step-up', { kind: 'totp', code: '123456' }, 'cross-site')).status).toBe(401)
  })
})
