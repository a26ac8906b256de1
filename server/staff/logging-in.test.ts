import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import { createSoftwareKey } from '../../tests/peers/software-key.ts'
import { appFrom, openStaffBrowser, recoveryCodesOf, type StaffBrowser } from '../../tests/peers/staff-browser.ts'

const PUBLIC = 'https://print.example.edu.cn'
const PASSWORD = 'lamp-otter-quilt'
const MINUTE_MS = 60_000
const STEP_MS = 30_000

let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld(null, { isBehindProxy: true })
})
afterAll(() => world?.close())

let browsers = 0
/** Each from an address of its own. */
const browser = () => {
  browsers++
  return openStaffBrowser(() => world.base(), PUBLIC, `10.${browsers >> 8}.${browsers & 0xff}.1`)
}
const isIn = async (held: StaffBrowser) => (await held.open('/staff')).text.includes('Worklists')
const now = () => world.clock.now()

interface Person {
  readonly login: string
  readonly app: ReturnType<typeof appFrom>
  readonly recoveryCodes: readonly string[]
  readonly held: StaffBrowser
}

/** From a one-time code to a person who is in. */
async function setUp(code: string, login: string): Promise<Person> {
  const held = browser()
  await held.post('/staff/set-up', { code })
  const second = await held.post('/staff/set-up/local', { name: `Name of ${login}`, login, password: PASSWORD })
  const app = appFrom(second)
  const done = await held.post('/staff/set-up/totp', { code: app.codeAt(now()), label: 'phone' })
  const recoveryCodes = recoveryCodesOf(done)
  expect(recoveryCodes).toHaveLength(10)
  // The password of this step of time is spent.
  await world.clock.advance(STEP_MS)
  return { login, app, recoveryCodes, held }
}
let people = 0
let admin: Person | undefined
const theAdmin = async () => {
  admin ??= await setUp((await world.server().doors.staff.firstCode())!.code, 'first.admin')
  return admin
}
const logIn = async ({ login, app }: Pick<Person, 'login' | 'app'>, held = browser()) => {
  await held.post('/staff/log-in', { login, password: PASSWORD })
  await held.post('/staff/second/totp', { code: app.codeAt(now()) })
  await world.clock.advance(STEP_MS)
  return held
}
/** Somebody whom the administrator has invited. */
async function newPerson(role = 'registrar', sites = ['*']): Promise<Person> {
  const invited = (await (
    await logIn(await theAdmin())
  ).postJson('/v1/staff/invitations', {
    ...{ name: 'Somebody', role, sites },
  })) as { text: string }
  return setUp((JSON.parse(invited.text) as { code: string }).code, `person.${++people}`)
}

describe('the first administrator', () => {
  it('is made by a code that is good once, for a day, and worth nothing once there is one', async () => {
    const { staff } = world.server().doors
    const old = (await staff.firstCode())!
    const code = (await staff.firstCode())!
    expect(code.expiresAt.getTime() - now()).toBe(24 * 60 * MINUTE_MS)
    expect((await browser().post('/staff/set-up', { code: old.code })).text).toContain('一次性码不对')
    // Two who have it: the one who is ready first has it.
    const late = browser()
    await late.post('/staff/set-up', { code: code.code })
    const second = await late.post('/staff/set-up/local', { name: 'Late', login: 'late.one', password: PASSWORD })
    const lateApp = appFrom(second)
    admin = await setUp(code.code.toLowerCase().replaceAll('-', ' '), 'first.admin')
    expect(await isIn(admin.held)).toBe(true)
    expect((await late.post('/staff/set-up/totp', { code: lateApp.codeAt(now()), label: '' })).text).toContain(
      '设置已失效',
    )
    expect(await isIn(late)).toBe(false)
    expect(await staff.firstCode()).toBeNull()
    expect((await browser().post('/staff/set-up', { code: code.code })).text).toContain('一次性码不对')
  })
})

describe('logging in', () => {
  it('asks for a password and then for a second proof, with a cookie for our own pages alone', async () => {
    const { login, app } = await newPerson()
    const held = browser()
    expect((await held.open('/staff')).text).toContain('Login name')
    const half = await held.post('/staff/log-in', { login: login.toUpperCase(), password: PASSWORD })
    expect(half.text).toContain('second proof')
    expect(held.setCookies.get('__Host-yinzheng-staff')).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const before = held.cookie('staff')
    for (const path of ['/v1/staff/me', '/v1/staff/accounts']) expect((await held.open(path)).status).toBe(401)
    expect((await held.open('/staff/factors')).text).toContain('second proof')
    const start = await held.post('/staff/second/totp', { code: app.codeAt(now()) })
    expect(start.text).toContain('教务')
    expect(held.cookie('staff')).not.toBe(before)
    // What was half a session stays so.
    const thief = browser()
    thief.putCookie('staff', before)
    expect(await isIn(thief)).toBe(false)
  })

  it('answers the same for a wrong password, a wrong name and somebody else’s way of proof', async () => {
    const { login } = await newPerson()
    const strip = (text: string) => text.replaceAll(/value="[^"]*"/g, '')
    const wrong = await browser().post('/staff/log-in', { login, password: `${PASSWORD}!` })
    const unknown = await browser().post('/staff/log-in', { login: 'nobody.at.all', password: PASSWORD })
    expect([wrong.status, strip(wrong.text), wrong.url]).toEqual([unknown.status, strip(unknown.text), unknown.url])
  })

  it('takes a one-time password once, one step off at most, and none of before', async () => {
    const { login, app } = await newPerson()
    const half = async () => {
      const held = browser()
      await held.post('/staff/log-in', { login, password: PASSWORD })
      return held
    }
    const [one, other] = [await half(), await half()]
    const code = app.codeAt(now())
    expect((await one.post('/staff/second/totp', { code: app.codeAt(now() - 2 * STEP_MS) })).text).toContain('不对')
    expect((await one.post('/staff/second/totp', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).text).toContain(
      'Worklists',
    )
    expect((await other.post('/staff/second/totp', { code })).text).toContain('这个验证码已经用过')
    expect((await other.post('/staff/second/totp', { code: app.codeAt(now() - STEP_MS) })).text).toContain('不对')
    expect((await other.post('/staff/second/totp', { code: app.codeAt(now() + STEP_MS) })).text).toContain('Worklists')
  })

  it('says that a code was used to nobody who has not shown the password, and counts it as a wrong try', async () => {
    const { login, app } = await newPerson()
    await logIn({ login, app })
    const code = app.codeAt(now() - STEP_MS)
    const stranger = browser()
    expect((await stranger.post('/staff/second/totp', { code })).text).not.toContain('已经用过')
    const held = browser()
    await held.post('/staff/log-in', { login, password: PASSWORD })
    const answers: string[] = []
    for (let time = 0; time < 12; time++) answers.push((await held.post('/staff/second/totp', { code })).text)
    expect(answers[0]).toContain('已经用过')
    expect(answers.at(-1)).toContain('错误次数太多')
  })

  it('takes a recovery code once in the place of a second proof', async () => {
    const { login, recoveryCodes } = await newPerson()
    const held = browser()
    await held.post('/staff/log-in', { login, password: PASSWORD })
    const recovery = recoveryCodes[3]!
    expect((await held.post('/staff/second/recovery', { recovery: recovery.toLowerCase() })).text).toContain(
      'Worklists',
    )
    const again = browser()
    await again.post('/staff/log-in', { login, password: PASSWORD })
    expect((await again.post('/staff/second/recovery', { recovery })).text).toContain('这个备用码已经用过')
    const other = await newPerson()
    const stranger = browser()
    await stranger.post('/staff/log-in', { login: other.login, password: PASSWORD })
    expect((await stranger.post('/staff/second/recovery', { recovery: recoveryCodes[4]! })).text).toContain('不对')
  })

  it('changes nothing by a page of somebody else', async () => {
    const { held } = await newPerson()
    for (const site of ['cross-site', 'same-site', 'none', null])
      expect((await held.post('/staff/log-out', {}, site)).status).toBe(403)
    expect((await held.postJson('/v1/staff/invitations', {}, 'cross-site')).status).toBe(403)
    expect(await isIn(held)).toBe(true)
  })

  it('keeps passwords, codes, secrets and names out of the log and the tables', async () => {
    const { login, recoveryCodes, held } = await newPerson()
    const rows = JSON.stringify(world.logged)
    for (const secret of [PASSWORD, login, recoveryCodes[0]!, held.cookie('staff')]) expect(rows).not.toContain(secret)
  })
})

describe('a session', () => {
  it('is over when its browser begins another login', async () => {
    const person = await newPerson()
    const former = person.held.cookie('staff')
    await person.held.post('/staff/log-in', { login: person.login, password: PASSWORD })
    const other = browser()
    other.putCookie('staff', former)
    expect(await isIn(other)).toBe(false)
  })

  it('ends after a quarter of an hour without a request, and after eight hours in any case', async () => {
    const person = await newPerson()
    const idle = await logIn(person)
    await world.clock.advance(15 * MINUTE_MS)
    // The cookie of before is dead, and a new login in the same answer gives another.
    await logIn(person, idle)
    expect(await isIn(idle)).toBe(true)
    await world.clock.advance(15 * MINUTE_MS)
    expect(await isIn(idle)).toBe(false)
    expect(idle.cookie('staff')).toBe('')
    const busy = await logIn(person)
    for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
      await world.clock.advance(10 * MINUTE_MS)
      expect(await isIn(busy)).toBe(true)
    }
    await world.clock.advance(10 * MINUTE_MS)
    expect(await isIn(busy)).toBe(false)
  })

  it('is seen by its person, who ends another one, and logs out here', async () => {
    const person = await newPerson()
    const [here, there] = [await logIn(person), await logIn(person)]
    const handles = [...(await here.open('/staff/sessions')).text.matchAll(/name="handle" value="([^"]*)"/g)].map(
      ([, handle = '']) => handle,
    )
    expect(handles).toHaveLength(3)
    const others = await (await newPerson()).held.post('/staff/sessions/end', { handle: handles[0]! })
    expect(others.status).toBe(200)
    expect(await isIn(there)).toBe(true)
    // The newest stands first: it is the other one.
    await here.post('/staff/sessions/end', { handle: handles[0]! })
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect((await here.post('/staff/log-out', {})).text).toContain('已退出登录')
    expect(await isIn(here)).toBe(false)
  })
})

describe('a security key', () => {
  /** Somebody who has one besides the app. */
  async function withKey() {
    const person = await newPerson()
    const key = createSoftwareKey(PUBLIC)
    const page = await person.held.open('/staff/factors')
    const said = JSON.stringify(key.make(page.asked!))
    expect((await person.held.post('/staff/factors/key', { said, label: '我的钥匙' })).text).toContain('我的钥匙')
    return { person, key }
  }
  const half = async ({ login }: Person) => {
    const held = browser()
    const page = await held.post('/staff/log-in', { login, password: PASSWORD })
    return { held, asked: page.asked! }
  }

  it('is added, and lets its person in', async () => {
    const { person, key } = await withKey()
    const { held, asked } = await half(person)
    expect(asked).toMatchObject({ rpId: 'print.example.edu.cn', userVerification: 'required' })
    expect((await held.post('/staff/second/key', { said: JSON.stringify(key.sign(asked)) })).text).toContain(
      'Worklists',
    )
  })

  it.each([
    ['for another page', { origin: 'https://print.example.edu.cn.evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['something else than was asked', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['without having asked its person', { verifiesUser: false }],
    ['with a count that does not go on, as a copy', { counter: 1 }],
  ])('that signs %s is not believed', async (_, mood) => {
    const { person, key } = await withKey()
    const { held, asked } = await half(person)
    expect((await held.post('/staff/second/key', { said: JSON.stringify(key.sign(asked, mood)) })).text).toContain(
      '不对',
    )
    expect(await isIn(held)).toBe(false)
  })

  it('is asked anew each time: an answer is good once, for two minutes, in its own session', async () => {
    const { person, key } = await withKey()
    const [one, other] = [await half(person), await half(person)]
    const said = JSON.stringify(key.sign(one.asked))
    expect((await other.held.post('/staff/second/key', { said })).text).toContain('不对')
    expect((await one.held.post('/staff/second/key', { said })).text).toContain('Worklists')
    const again = (await other.held.open('/staff')).asked!
    await world.clock.advance(2 * MINUTE_MS)
    expect((await other.held.post('/staff/second/key', { said: JSON.stringify(key.sign(again)) })).text).toContain(
      '不对',
    )
    const last = (await other.held.open('/staff')).asked!
    const stranger = createSoftwareKey(PUBLIC)
    expect((await other.held.post('/staff/second/key', { said: JSON.stringify(stranger.sign(last)) })).text).toContain(
      '不对',
    )
  })

  it.each(['', 'null', '{}', '[]', '{"id":"AAAA"}', 'not json'])('that says %j is none', async said => {
    const { person } = await withKey()
    const { held } = await half(person)
    expect((await held.post('/staff/second/key', { said })).text).toContain('不对')
  })

  it('goes, but not as the last of the proofs, nor by a stale session', async () => {
    const { person } = await withKey()
    const ids = async () =>
      [...(await person.held.open('/staff/factors')).text.matchAll(/name="factor" value="([^"]*)"/g)].map(
        ([, id = '']) => id,
      )
    const [app = '', key = ''] = await ids()
    await world.clock.advance(6 * MINUTE_MS)
    expect((await person.held.post('/staff/factors/remove', { factor: key })).text).toContain('再次确认')
    const code = person.app.codeAt(now())
    expect((await person.held.post('/staff/second/totp', { code, to: '/staff/factors' })).url).toContain(
      '/staff/factors',
    )
    await person.held.post('/staff/factors/remove', { factor: key })
    expect(await ids()).toEqual([])
    expect((await person.held.post('/staff/factors/remove', { factor: app })).text).toContain('不能删除')
  })
})

describe('an administrator', () => {
  const meOf = async (held: StaffBrowser) =>
    JSON.parse((await held.open('/v1/staff/me')).text) as {
      staffId: string
      permissions: string[]
      steppedUpUntil: string
    }

  it('invites with a fresh second proof, and nobody else does', async () => {
    const held = await logIn(await theAdmin())
    const wish = { name: 'New', role: 'finance', sites: ['north'] }
    expect((await held.postJson('/v1/staff/invitations', wish)).status).toBe(200)
    await world.clock.advance(5 * MINUTE_MS)
    const stale = await held.postJson('/v1/staff/invitations', wish)
    expect([stale.status, JSON.parse(stale.text)]).toMatchObject([403, { fault: { code: 'step-up-needed' } }])
    for (const role of ['registrar', 'operator', 'finance', 'maintenance', 'auditor']) {
      const other = await newPerson(role)
      const answer = await other.held.postJson('/v1/staff/invitations', wish)
      expect([role, answer.status, JSON.parse(answer.text)]).toMatchObject([
        ...[role, 403, { fault: { code: 'staff-not-permitted' } }],
      ])
      expect((await other.held.open('/v1/staff/accounts')).status).toBe(role === 'auditor' ? 200 : 403)
    }
  })

  it('ends an account, which is out everywhere at once', async () => {
    const person = await newPerson()
    const held = await logIn(await theAdmin())
    const [{ staffId }, own] = [await meOf(person.held), await meOf(held)]
    expect((await held.postJson(`/v1/staff/accounts/${own.staffId}/end`, {})).status).toBe(403)
    expect((await held.postJson(`/v1/staff/accounts/${'x'.repeat(22)}/end`, {})).status).toBe(404)
    expect((await held.postJson(`/v1/staff/accounts/${staffId}/end`, {})).status).toBe(200)
    expect((await person.held.open('/v1/staff/me')).status).toBe(401)
    expect((await browser().post('/staff/log-in', { login: person.login, password: PASSWORD })).text).toContain('不对')
  })

  it('resets second proofs: the password alone leads nowhere, and with the code to new ones', async () => {
    const person = await newPerson()
    const held = await logIn(await theAdmin())
    const { staffId } = await meOf(person.held)
    const answer = await held.postJson(`/v1/staff/accounts/${staffId}/reset-factors`, {})
    const { code } = JSON.parse(answer.text) as { code: string }
    expect(await isIn(person.held)).toBe(false)
    const alone = browser()
    expect((await alone.post('/staff/log-in', { login: person.login, password: PASSWORD })).text).toContain('已被重置')
    expect((await alone.post('/staff/second/recovery', { recovery: person.recoveryCodes[0]! })).text).toContain(
      '已被重置',
    )
    expect(await isIn(alone)).toBe(false)
    // The code alone leads nowhere either.
    const finder = browser()
    await finder.post('/staff/set-up', { code })
    const guess = { name: 'x', login: person.login, password: 'another-otter-quilt' }
    expect((await finder.post('/staff/set-up/local', guess)).text).toContain('不对')
    const other = await newPerson()
    expect(
      (await finder.post('/staff/set-up/local', { ...guess, login: other.login, password: PASSWORD })).text,
    ).toContain('不对')
    const anew = await setUp(code, person.login)
    expect((await meOf(anew.held)).staffId).toBe(staffId)
    expect(await isIn(await logIn({ login: person.login, app: anew.app }))).toBe(true)
  })
})

describe('setting up an account', () => {
  it('refuses a short and a common password, and a login name that somebody has', async () => {
    const { login } = await newPerson()
    const invited = await (await logIn(await theAdmin())).postJson('/v1/staff/invitations', {
      ...{ name: 'Somebody', role: 'operator', sites: ['north'] },
    })
    const held = browser()
    await held.post('/staff/set-up', { code: (JSON.parse(invited.text) as { code: string }).code })
    const said = async (fields: Record<string, string>) =>
      (await held.post('/staff/set-up/local', { name: 'A', login: 'some.body', password: PASSWORD, ...fields })).text
    expect(await said({ password: 'x7#Kq2m!' })).toContain('至少 10 个字符')
    expect(await said({ password: 'Password2026' })).toContain('常见密码')
    expect(await said({ login: '' })).toContain('请填写姓名和登录名')
    expect(await said({ login: login.toUpperCase() })).toContain('已经有人在用')
    expect(await said({})).toContain('第二重证明')
  })
})
