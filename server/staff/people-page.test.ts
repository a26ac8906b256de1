import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import { appFrom, openStaffBrowser, type StaffBrowser } from '../../tests/peers/staff-browser.ts'

const PUBLIC = 'https://print.example.edu.cn'
const PASSWORD = 'lamp-otter-quilt'
const STEP_MS = 30_000
const MINUTE_MS = 60_000

let world: ServerWorld
let admin: Awaited<ReturnType<typeof setUp>>
beforeAll(async () => {
  world = await startServerWorld(null, { isBehindProxy: true })
  admin = await setUp((await world.server().doors.staff.firstCode())!.code, 'first.admin')
})
afterAll(() => world?.close())

let browsers = 0
async function setUp(code: string, login: string) {
  const held = openStaffBrowser(() => world.base(), PUBLIC, `10.9.0.${++browsers}`)
  await held.post('/staff/set-up', { code })
  const app = appFrom(await held.post('/staff/set-up/local', { name: `Name of ${login}`, login, password: PASSWORD }))
  await held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: 'phone' })
  await world.clock.advance(STEP_MS)
  return { held, app }
}
const codeOn = ({ text }: { readonly text: string }) => /<code lang="en">([0-9A-Z-]{19})<\/code>/.exec(text)?.[1] ?? ''
const idOf = async (held: StaffBrowser, name: string) => {
  const cards = (await held.open('/staff/people')).text.split('<div class="card">')
  const card = cards.find(text => text.includes(`<strong>${name}</strong>`)) ?? ''
  return /name="staff" value="([\w-]+)"/.exec(card)?.[1] ?? ''
}

describe('the page of the accounts of staff', () => {
  it('invites a colleague by a code that is shown once, resets what was lost, and ends the account', async () => {
    expect((await admin.held.open('/staff')).text).toContain('staff/people')
    const wrong = await admin.held.post('/staff/people/invite', { name: ' ', role: 'king', sites: 'Nörth' })
    expect(wrong.text).toContain('请填写姓名')
    const invited = await admin.held.post('/staff/people/invite', {
      ...{ name: '李老师 <Li>', role: 'registrar', sites: 'north，south' },
    })
    expect(invited.text).toContain('<strong>李老师 &#60;Li&#62;</strong>')
    expect(invited.text).toContain(`${PUBLIC}/staff/set-up`)
    const li = await setUp(codeOn(invited), 'li')
    expect((await li.held.open('/staff')).text).toMatch(/教务 · north、south/)

    const staff = await idOf(admin.held, 'Name of li')
    const reset = await admin.held.post('/staff/people/reset', { staff })
    expect(codeOn(reset)).toMatch(/^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}$/)
    expect((await li.held.open('/staff')).text).not.toContain('Worklists')
    expect((await admin.held.post('/staff/people/end', { staff })).text).toContain('已停用')
    expect((await admin.held.post('/staff/people/end', { staff })).text).toContain('这个账号已停用')
  })

  it('keeps nothing in a name that cannot be seen, turns the direction of writing, or that no table takes', async () => {
    const invited = await admin.held.post('/staff/people/invite', {
      ...{ name: '\u0000Zhou\n\u202eMin', role: 'finance', sites: '*' },
    })
    expect(invited.text).toContain('<strong>Zhou Min</strong>')
    const asked = { name: '\u200b\u0000', role: 'finance', sites: ['*'] }
    expect((await admin.held.postJson('/v1/staff/invitations', asked)).status).toBe(400)

    const held = openStaffBrowser(() => world.base(), PUBLIC, '10.9.1.1')
    await held.post('/staff/set-up', { code: codeOn(invited) })
    const own = { name: 'Zhou\u0000\u202eMin', login: 'zhou', password: PASSWORD }
    const app = appFrom(await held.post('/staff/set-up/local', own))
    const done = await held.post('/staff/set-up/totp', {
      ...{ code: app.codeAt(world.clock.now()), label: 'a\u202ephone' },
    })
    expect(done.status).toBe(200)
    await world.clock.advance(STEP_MS)
    expect(await idOf(admin.held, 'Zhou Min')).not.toBe('')
    expect((await held.open('/staff/factors')).text).toContain('<strong>a phone</strong>')
  })

  it('asks for a fresh second proof before anything can be changed, and leads back', async () => {
    await world.clock.advance(6 * MINUTE_MS)
    const stale = await admin.held.open('/staff/people')
    expect(stale.text).toContain('staff/step-up?to=/staff/people')
    expect(stale.text).not.toContain('people/invite')
    const asked = await admin.held.post('/staff/people/invite', { name: 'Wu', role: 'finance', sites: '*' })
    expect(asked.url).toContain('/staff/step-up?to=/staff/people')
    const back = await admin.held.post('/staff/second/totp', {
      ...{ code: admin.app.codeAt(world.clock.now()), to: '/staff/people' },
    })
    expect(back.url).toBe(`${PUBLIC}/staff/people`)
    expect(back.text).toContain('people/invite')
  })

  it('lets nobody end their own account, an auditor look and no more, and others not even that', async () => {
    const own = /"staffId":"([\w-]+)"/.exec((await admin.held.open('/v1/staff/me')).text)?.[1] ?? ''
    expect((await admin.held.post('/staff/people/end', { staff: own })).text).toContain('这个账号已停用')
    expect((await admin.held.post('/staff/people/reset', { staff: own })).text).toContain('或不能由您自己更改')
    expect((await admin.held.open('/staff')).text).toContain('Worklists')
    for (const [role, sees] of [
      ['auditor', true],
      ['registrar', false],
    ] as const) {
      const made = await admin.held.post('/staff/people/invite', { name: role, role, sites: '*' })
      const one = await setUp(codeOn(made), `the.${role}`)
      const page = await one.held.open('/staff/people')
      expect(page.text.includes('Name of first.admin'), role).toBe(sees)
      expect(page.text, role).not.toContain('people/invite')
      const tried = await one.held.post('/staff/people/invite', { name: 'X', role: 'admin', sites: '*' })
      expect(tried.text, role).toContain('您的岗位不能做这件事')
      expect(codeOn(tried)).toBe('')
    }
  })

  it('shows invitations that nobody has used, and takes them back', async () => {
    const wish = { name: 'Sun Wei', role: 'finance', sites: '*' }
    const pressed = await Promise.all([1, 2].map(() => admin.held.post('/staff/people/invite', wish)))
    const begin = async (code: string) => {
      const held = openStaffBrowser(() => world.base(), PUBLIC, `10.9.2.${++browsers}`)
      return { held, answer: await held.post('/staff/set-up', { code }) }
    }
    const isGood = async (code: string) => (await begin(code)).answer.text.includes('set-up/local')
    // The key was pressed twice: of two codes the one that was made last is good.
    const good = await Promise.all(pressed.map(answer => isGood(codeOn(answer))))
    expect(good.filter(Boolean)).toHaveLength(1)
    const page = (await admin.held.open('/staff/people')).text
    expect(page.match(/<strong>Sun Wei<\/strong>/g)).toHaveLength(1)
    const invitation = /name="invitation" value="([^"]+)"/.exec(page.slice(page.indexOf('Sun Wei')))?.[1] ?? ''
    // Somebody has begun with it, and gets no further.
    const begun = await begin(codeOn(pressed[good.indexOf(true)]!))
    expect((await admin.held.post('/staff/people/take-back', { invitation })).text).toContain('已收回')
    const late = await begun.held.post('/staff/set-up/local', { name: 'Sun', login: 'sun', password: PASSWORD })
    expect(late.text).not.toContain('set-up/totp')
    expect(await isGood(codeOn(pressed[good.indexOf(true)]!))).toBe(false)
    expect((await admin.held.open('/staff/people')).text).not.toContain('Sun Wei')
    expect((await admin.held.post('/staff/people/take-back', { invitation })).text).toContain('用过')
  })

  it('ends with an account the codes that it has given out', async () => {
    const made = await admin.held.post('/staff/people/invite', { name: 'Other', role: 'admin', sites: '*' })
    const other = await setUp(codeOn(made), 'other.admin')
    const friend = await other.held.post('/staff/people/invite', { name: 'Friend', role: 'admin', sites: '*' })
    expect(codeOn(friend)).not.toBe('')
    const staff = await idOf(admin.held, 'Name of other.admin')
    await admin.held.post('/staff/people/end', { staff })
    const held = openStaffBrowser(() => world.base(), PUBLIC, '10.9.3.1')
    expect((await held.post('/staff/set-up', { code: codeOn(friend) })).text).not.toContain('set-up/local')
    expect((await admin.held.open('/staff/people')).text).not.toContain('<strong>Friend</strong>')
  })

  it('changes nothing for a page of somebody else', async () => {
    const foreign = await admin.held.post(
      '/staff/people/invite',
      { name: 'X', role: 'admin', sites: '*' },
      'cross-site',
    )
    expect(foreign.status).toBe(403)
  })
})
