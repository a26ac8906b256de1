import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import type { CasDouble } from '../../demo/campus/cas/cas.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { faultOf, kioskLogins } from '../../tests/peers/kiosk-logins.ts'
import { openPhone, type Phone } from '../../tests/peers/phone.ts'
import { enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'

const PUBLIC = 'https://print.example.edu.cn'
const STRANGER = { number: '0099999999', password: 'x', name: { zh: '甲', en: 'A' } }
const student = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!.person

let campus: Campus
let cas: CasDouble
let world: ServerWorld
let kiosk: KioskDouble
beforeAll(async () => {
  campus = await startCampus({ people: [STRANGER], cas: { services: [`^${PUBLIC}/`] } })
  cas = campus.cas!
  const ways = {
    cas: { server: { baseUrl: cas.baseUrl(), timeoutMs: 1_000 }, person: { attribute: 'employeeNumber' } },
  }
  world = await startServerWorld(null, { identity: { ways } })
  kiosk = await enrolKiosk(world)
})
afterAll(async () => {
  await world?.close()
  await campus?.close()
})
beforeEach(() => cas.faults([]))

const phone = () => openPhone(world.base(), PUBLIC)
const { begin, stateOf, confirm } = kioskLogins(() => kiosk)
/** The address of the login page that a page of ours leads to, and the service that CAS is to send back to. */
const serviceIn = (led: string) => new URL(led).searchParams.get('service') ?? ''

/** A phone on its way through CAS, back at our address of return. */
async function loggedInAt(url: string, number: string, with_: Phone = phone()) {
  await with_.open(url)
  const led = await with_.goOn('cas')
  const back = await with_.open(cas.signIn(number, serviceIn(led)))
  return { phone: with_, back }
}

describe('logging in at a kiosk with a phone', () => {
  it('leads from the code to the visit, with the university’s login as its proof', async () => {
    const { login, url } = await begin()
    const held = phone()
    const page = await held.open(url)
    expect(page.status).toBe(200)
    expect(page.text).toContain('大厅 · 一号机')
    expect(page.text).toContain('You must be standing in front of it')
    expect(await stateOf(login)).toMatchObject({ state: 'shown' })

    const led = await held.goOn('cas')
    expect(led).toContain(`${cas.baseUrl()}/login?service=`)
    expect(serviceIn(led)).toMatch(/^https:\/\/print\.example\.edu\.cn\/auth\/cas\/back\/[\w-]{22}$/)
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
    const digits = await held.open(cas.signIn(student.number, serviceIn(led)))
    expect(digits.text).toContain('四位数字')
    expect(await stateOf(login)).toMatchObject({ state: 'code-wanted', triesLeft: 3 })

    const visitor = visitorSchema.parse((await confirm(login, digits.digits!)).json)
    expect(visitor).toMatchObject({ nameMasked: { zh: '林**' } })
    const wish = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
    expect((await kiosk.post('/v1/documents', wish)).status).toBe(200)
    expect(world.issuer.requests.at(-1)?.subject.known).toMatchObject({ proofs: [{ way: 'cas' }] })
    expect(await stateOf(login)).toMatchObject({ state: 'code-wanted' })
    expect((await held.open(`${PUBLIC}/q`)).text).toContain('已在终端登录')
  })

  it('answers the same digits again with a visit in the place of the one whose answer was lost', async () => {
    const { login, url } = await begin()
    const { back } = await loggedInAt(url, student.number)
    const [lost, heard] = [await confirm(login, back.digits!), await confirm(login, back.digits!)]
    expect(faultOf(await kiosk.get(`/v1/visits/${visitorSchema.parse(lost.json).visitId}`))).toBe('visit-expired')
    expect((await kiosk.get(`/v1/visits/${visitorSchema.parse(heard.json).visitId}`)).status).toBe(200)
  })

  it('is ended by one tap on the phone: the visit is worth nothing any more', async () => {
    const { login, url } = await begin()
    const { phone: held, back } = await loggedInAt(url, student.number)
    const { visitId } = visitorSchema.parse((await confirm(login, back.digits!)).json)
    expect((await held.post('/q/stop')).text).toContain('已结束')
    expect(faultOf(await kiosk.get(`/v1/visits/${visitId}`))).toBe('visit-expired')
    expect(faultOf(await confirm(login, back.digits!))).toBe('login-over')
  })

  it('is ended by the university’s own logout, and by nothing that merely looks like it', async () => {
    const { login, url } = await begin()
    const { back } = await loggedInAt(url, student.number)
    const { visitId } = visitorSchema.parse((await confirm(login, back.digits!)).json)
    const told = (index: string) =>
      phone().postForm(`/auth/cas/back/${url.split('/').at(-1)}`, {
        logoutRequest: `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="a" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><samlp:SessionIndex>${index}</samlp:SessionIndex></samlp:LogoutRequest>`,
      })
    expect((await told('ST-1-unknown')).status).toBe(200)
    expect((await kiosk.get(`/v1/visits/${visitId}`)).status).toBe(200)
    const ticket = new URL(back.url).searchParams.get('ticket') ?? ''
    expect((await told(ticket)).status).toBe(200)
    expect(faultOf(await kiosk.get(`/v1/visits/${visitId}`))).toBe('visit-expired')
  })

  it('is worth nothing to who sends the code to somebody else: the digits are on the victim’s phone', async () => {
    const { login, url } = await begin()
    // The victim opens the link far away and logs in. The attacker at the kiosk has the code, the token, and no digits.
    const { back } = await loggedInAt(url, student.number)
    const guesses = ['0000', '1111', '2222', '3333'].filter(code => code !== back.digits).slice(0, 3)
    const answers = []
    for (const code of guesses) answers.push(faultOf(await confirm(login, code)))
    expect(answers).toEqual(['login-code-wrong', 'login-code-wrong', 'login-over'])
    expect(faultOf(await confirm(login, back.digits!))).toBe('login-over')
  })

  it('lets in no answer that somebody else has begun: the address of return is the browser’s own', async () => {
    const [mine, theirs] = [await begin(), await begin()]
    const victim = phone()
    await victim.open(mine.url)
    await victim.goOn('cas')
    const attacker = phone()
    await attacker.open(theirs.url)
    const bait = cas.signIn(student.number, serviceIn(await attacker.goOn('cas')))
    const answer = await victim.open(bait)
    expect([answer.status, answer.digits]).toEqual([403, null])
    expect(answer.text).toContain('您自己的登录不受影响')
    expect(await stateOf(theirs.login)).toMatchObject({ state: 'scanned' })
    // And the victim's own login is none the worse for it.
    expect(await stateOf(mine.login)).toMatchObject({ state: 'scanned' })
    expect((await phone().open(bait)).status).toBe(410)
  })

  it('takes a ticket once: the page of return may be loaded again, and shows the same digits', async () => {
    const { login, url } = await begin()
    const { phone: held, back } = await loggedInAt(url, student.number)
    const again = await held.open(back.url)
    expect(again.digits).toBe(back.digits)
    expect(await stateOf(login)).toMatchObject({ state: 'code-wanted', triesLeft: 3 })
  })

  it('changes nothing for a page of somebody else, and for whoever only looks', async () => {
    const { login, url } = await begin()
    const held = phone()
    for (let look = 0; look < 3; look++) await held.open(url)
    expect((await held.post(new URL(url).pathname, { way: 'cas' }, 'cross-site')).status).toBe(403)
    expect((await held.post(new URL(url).pathname, { way: 'cas' }, null, 'https://evil.example')).status).toBe(403)
    expect((await held.post(new URL(url).pathname, { way: 'cas' }, null, null)).status).toBe(403)
    expect(await stateOf(login)).toMatchObject({ state: 'shown' })
    expect((await held.post(new URL(url).pathname, { way: 'cas' }, null, PUBLIC)).status).toBe(200)
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
  })

  it.each([
    ['is away', [{ kind: 'down', times: 9 }], /没有回应|没有答复完/],
    ['answers with an error of before it', [{ kind: 'http502', times: 9 }], /没有答复完/],
    ['says no', [], /没有认可/],
  ] as const)('says what to do when CAS %s, and lets the person try again', async (_, faults, words) => {
    const { login, url } = await begin()
    const held = phone()
    await held.open(url)
    const service = serviceIn(await held.goOn('cas'))
    const landing = faults.length > 0 ? cas.signIn(student.number, service) : `${service}?ticket=ST-1-never-given-out`
    cas.faults([...faults] as never)
    const refused = await held.open(landing)
    expect(refused.status).toBe(403)
    expect(refused.text).toMatch(words)
    cas.faults([])
    const again = await held.submit(refused, 'cas')
    const digits = await held.open(cas.signIn(student.number, serviceIn(again)))
    expect((await confirm(login, digits.digits!)).status).toBe(200)
  })

  it('tells who is not in the university’s data that the login was right, and what to do', async () => {
    const { url, login } = await begin()
    const { back } = await loggedInAt(url, STRANGER.number)
    expect(back.status).toBe(403)
    expect(back.text).toContain('没有找到这个账号的人员')
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
  })

  it('keeps tickets, ids, tokens and numbers out of the log', async () => {
    const { login, url } = await begin()
    const { phone: held, back } = await loggedInAt(url, student.number)
    await confirm(login, back.digits!)
    const text = world.logged.join('\n')
    const ticket = new URL(back.url).searchParams.get('ticket')!
    for (const secret of [login, url.split('/').at(-1)!, ticket, student.number, held.cookie()]) {
      expect(secret.length).toBeGreaterThan(7)
      expect(text).not.toContain(secret)
    }
  })
})

describe('a login on the web', () => {
  it('ends where it wanted to go, with a cookie that scripts and other hosts do not get', async () => {
    const held = phone()
    const led = (await held.open(`${PUBLIC}/auth/begin?way=cas&to=/p/records`)).location!
    const back = await held.open(cas.signIn(student.number, serviceIn(led)))
    expect(new URL(back.location!, back.url).pathname).toBe('/p/records')
    const cookie = back.setCookies.find(text => text.startsWith('__Host-yinzheng-session='))
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(cookie).not.toMatch(/Domain/)
  })

  it.each(['https://evil.example/', '//evil.example', '/p/../../x', '/p/\\evil', '/v/x', '/p/a b', '/p/%2f%2fx'])(
    'leads to no other place than the portal: %s',
    async to => {
      const held = phone()
      const led = (await held.open(`${PUBLIC}/auth/begin?way=cas&to=${encodeURIComponent(to)}`)).location!
      const back = await held.open(cas.signIn(student.number, serviceIn(led)))
      expect(new URL(back.location!, back.url).pathname).toBe('/p/')
    },
  )

  it('does not go on with the session that a browser had before', async () => {
    const held = phone()
    const login = async () => {
      const led = (await held.open(`${PUBLIC}/auth/begin?way=cas`)).location!
      await held.open(cas.signIn(student.number, serviceIn(led)))
      return held.cookie('session')
    }
    const [first, second] = [await login(), await login()]
    expect(first).not.toBe(second)
    const sessions = world.server().doors.identity.sessions
    expect(await sessions.use(first)).toBeNull()
    expect(await sessions.use(second)).toMatchObject({ personId: student.personId })
  })
})
