import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import { appFrom, openStaffBrowser, type StaffBrowser, type StaffPage } from '../../tests/peers/staff-browser.ts'

const PUBLIC = 'https://print.example.edu.cn'
const [one, other] = NOTABLE_PEOPLE.map(({ person }) => person.number)
const STEP_MS = 30_000

let campus: Campus
let world: ServerWorld
beforeAll(async () => {
  campus = await startCampus({ cas: { services: [`^${PUBLIC}/`] } })
  const ways = { cas: { server: { baseUrl: campus.cas!.baseUrl() }, person: { attribute: 'employeeNumber' } } }
  world = await startServerWorld(null, { identity: { ways } })
})
afterAll(async () => {
  await world?.close()
  await campus?.close()
})

const browser = () => openStaffBrowser(() => world.base(), PUBLIC)
const backFrom = (led: string, number: string) =>
  campus.cas!.signIn(number, new URL(led).searchParams.get('service') ?? '')
/** Through the university's login and back to our own pages. */
async function throughCas(held: StaffBrowser, number: string, fields = {}): Promise<StaffPage> {
  const led = (await held.post('/staff/begin', { way: 'cas', ...fields })).refresh!
  const back = await held.open(backFrom(led, number))
  return back.refresh === null ? back : held.open(back.refresh)
}

let app: ReturnType<typeof appFrom>
const isIn = async (held: StaffBrowser) => (await held.open('/v1/staff/me')).status === 200

describe('somebody of staff by the university’s login', () => {
  it('is set up with it, and comes in with it and the second proof', async () => {
    const held = browser()
    await held.post('/staff/set-up', { code: (await world.server().doors.staff.firstCode())!.code })
    const second = await throughCas(held, one!, { name: '王老师' })
    app = appFrom(second)
    await held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: '' })
    expect(await isIn(held)).toBe(true)
    await world.clock.advance(STEP_MS)
    const again = browser()
    expect((await throughCas(again, one!)).text).toContain('second proof')
    expect(await isIn(again)).toBe(false)
    await again.post('/staff/second/totp', { code: app.codeAt(world.clock.now()) })
    expect((await again.open('/staff')).text).toContain('王老师')
    await world.clock.advance(STEP_MS)
  })

  it('is nobody under a login that nobody works here by', async () => {
    const held = browser()
    expect((await throughCas(held, other!)).text).toContain('不是本系统的工作人员')
    expect(held.cookie('staff')).toBe('')
  })

  it('never becomes a visitor by it, nor a visitor somebody of staff', async () => {
    const held = browser()
    await throughCas(held, one!)
    expect(held.cookie('session')).toBe('')
    expect((await held.open('/v1/me')).status).toBe(401)
    const visitor = browser()
    const begun = await fetch(`${world.base()}/auth/begin?way=cas`, { redirect: 'manual' })
    visitor.putCookie('login', /__Host-yinzheng-login=([^;]*)/.exec(begun.headers.get('set-cookie') ?? '')?.[1] ?? '')
    await visitor.open(backFrom(begun.headers.get('location')!, one!)).catch(() => undefined)
    expect(visitor.cookie('session')).not.toBe('')
    const sessionOnly = browser()
    sessionOnly.putCookie('staff', visitor.cookie('session'))
    expect(await isIn(sessionOnly)).toBe(false)
    expect((await visitor.open('/staff/enter')).text).toContain('没有正在进行的登录')
  })

  it('is shown the ways that there are when it asks for one that there is not', async () => {
    for (const way of ['', 'wecom', 'campus-card', '__proto__']) {
      const shown = await browser().post('/staff/begin', { way })
      expect([shown.status, new URL(shown.url).pathname], way).toEqual([200, '/staff'])
    }
  })

  it('is let in by what this browser has begun alone, and once', async () => {
    const attacker = browser()
    const bait = backFrom((await attacker.post('/staff/begin', { way: 'cas' })).refresh!, one!)
    const victim = browser()
    await victim.post('/staff/begin', { way: 'cas' })
    expect((await victim.open(bait)).refresh).toBeNull()
    const held = browser()
    const led = (await held.post('/staff/begin', { way: 'cas' })).refresh!
    const back = await held.open(backFrom(led, one!))
    const copied = held.cookie('login')
    expect((await held.open(back.refresh!)).text).toContain('second proof')
    const thief = browser()
    thief.putCookie('login', copied)
    expect((await thief.open('/staff/enter')).text).toContain('没有正在进行的登录')
  })

  it('is out when the university’s login says that it is over', async () => {
    const held = browser()
    const led = (await held.post('/staff/begin', { way: 'cas' })).refresh!
    const landing = backFrom(led, one!)
    await held.open((await held.open(landing)).refresh!)
    await held.post('/staff/second/totp', { code: app.codeAt(world.clock.now()) })
    await world.clock.advance(STEP_MS)
    expect(await isIn(held)).toBe(true)
    const { pathname, searchParams } = new URL(landing)
    const logoutRequest = `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="a" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><samlp:SessionIndex>${searchParams.get('ticket')}</samlp:SessionIndex></samlp:LogoutRequest>`
    await browser().post(pathname, { logoutRequest }, null)
    expect(await isIn(held)).toBe(false)
    expect(held.setCookies.get('__Host-yinzheng-staff')).toMatch(/^__Host-yinzheng-staff=; Max-Age=0; Path=\/;/)
    expect(held.cookie('staff')).toBe('')
  })
})
