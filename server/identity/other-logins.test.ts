import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import type { WecomDouble } from '../../demo/campus/wecom/wecom.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { faultOf, kioskLogins } from '../../tests/peers/kiosk-logins.ts'
import { type OidcProviderPeer, startOidcProvider } from '../../tests/peers/oidc-provider.ts'
import { openPhone, type Phone } from '../../tests/peers/phone.ts'
import { plainBrowser } from '../../tests/peers/plain-browser.ts'
import { enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'

const PUBLIC = 'https://print.example.edu.cn'
const IN_WECOM = 'Mozilla/5.0 (Linux; Android 15) wxwork/5.0 MicroMessenger/8.0'
const STRANGER = { number: '0099999999', password: 'x', name: { zh: '甲', en: 'A' } }
const student = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!.person
const secrets = mkdtempSync(join(tmpdir(), 'other-logins-'))

let campus: Campus
let wecom: WecomDouble
let provider: OidcProviderPeer
let world: ServerWorld
let kiosk: KioskDouble
beforeAll(async () => {
  const secretFile = join(secrets, 'secret.txt')
  writeFileSync(secretFile, 'of-the-house\n')
  campus = await startCampus({ people: [STRANGER], wecom: { apps: [{ agentId: '1000002', secret: 'of-the-house' }] } })
  wecom = campus.wecom!
  provider = await startOidcProvider({
    clients: [{ id: 'print', secret: 'of-the-house', redirectUris: [`${PUBLIC}/auth/oidc/back`] }],
    people: Object.fromEntries(
      [student, STRANGER].map(({ number }) => [`sub-${number}`, { student_number: number }] as const),
    ),
    isAllInIdToken: true,
  })
  const app = { corpId: 'ww00000000000test', agentId: 1_000_002, secretFile, addresses: wecom.addresses() }
  const ways = {
    wecom: { app },
    oidc: {
      provider: { issuer: provider.issuer, clientId: 'print', clientSecretFile: secretFile },
      person: { attribute: 'student_number' },
    },
  }
  // What the provider signs is dated by the clock on the wall.
  world = await startServerWorld(null, { nowMs: Date.now(), identity: { ways } })
  kiosk = await enrolKiosk(world)
})
afterAll(async () => {
  await world?.close()
  await Promise.all([campus?.close(), provider?.close()])
  rmSync(secrets, { recursive: true })
})
beforeEach(() => {
  wecom.faults([])
  provider.isDown = false
})

const { begin, stateOf, confirm } = kioskLogins(() => kiosk)
const phone = (userAgent?: string) => openPhone(world.base(), PUBLIC, userAgent)

/** What differs between the two: who says who somebody is, and how that goes wrong. */
interface Trial {
  readonly way: 'wecom' | 'oidc'
  /** Does at the provider's page what a person does there; null declines. The address that the browser comes back to. */
  back(led: string, number: string | null): Promise<string>
  breakDown(): void
  /** How often the provider was asked about a code. */
  exchanges(): number
}
const TRIALS: readonly Trial[] = [
  {
    way: 'wecom',
    back: async (led, number) => wecom.authorize(led, number),
    breakDown: () => wecom.faults([{ kind: 'down', times: 'always' }]),
    exchanges: () => wecom.calls().getuserinfo,
  },
  {
    way: 'oidc',
    back: async (led, number) => {
      provider.visitor = number === null ? null : `sub-${number}`
      return (await plainBrowser().open(led, `${PUBLIC}/auth/oidc/back`)).url
    },
    breakDown: () => {
      provider.isDown = true
    },
    exchanges: () => provider.asked.filter(path => path === '/token').length,
  },
]

/** An address with something else in its query. */
function altered(url: string, name: string, value: string): string {
  const other = new URL(url)
  other.searchParams.set(name, value)
  return other.href
}
const partOf = (url: string, name: string) => new URL(url).searchParams.get(name) ?? ''

describe.each(TRIALS)('logging in over $way', ({ way, back, breakDown, exchanges }) => {
  /** A login of the kiosk, and a phone that was led to the provider's page. */
  async function led(held: Phone = phone()) {
    const { login, url } = await begin()
    await held.open(url)
    return { login, held, to: await held.goOn(way) }
  }

  it('leads at a kiosk from the code to the visit, with this way as its proof', async () => {
    const { login, held, to } = await led()
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
    const { digits } = await held.open(await back(to, student.number))
    expect(await stateOf(login)).toMatchObject({ state: 'code-wanted', triesLeft: 3 })
    const visitor = visitorSchema.parse((await confirm(login, digits!)).json)
    expect(visitor).toMatchObject({ nameMasked: { zh: '林**' } })
    const wish = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
    expect((await kiosk.post('/v1/documents', wish)).status).toBe(200)
    expect(world.issuer.requests.at(-1)?.subject.known).toMatchObject({ proofs: [{ way }] })
    expect((await held.open(`${PUBLIC}/q`)).text).toContain('已在终端登录')
  })

  it('leads on the web to a session of its own', async () => {
    const held = phone()
    const { location } = await held.open(`${PUBLIC}/auth/begin?way=${way}&to=/p/records`)
    const landed = await held.open(await back(location!, student.number))
    expect(new URL(landed.location!, landed.url).pathname).toBe('/p/records')
    const session = await world.server().doors.identity.sessions.use(held.cookie('session'))
    expect(session).toMatchObject({ personId: student.personId })
  })

  it('lets whoever declines try again, at a kiosk and on the web', async () => {
    const { login, held, to } = await led()
    const declined = await held.open(await back(to, null))
    expect([declined.status, declined.digits]).toEqual([403, null])
    expect(declined.text).toContain('没有同意登录')
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
    const again = await held.open(await back(await held.submit(declined, way), student.number))
    expect((await confirm(login, again.digits!)).status).toBe(200)

    const web = phone()
    const { location } = await web.open(`${PUBLIC}/auth/begin?way=${way}`)
    const refused = await web.open(await back(location!, null))
    expect([refused.status, web.cookie('session')]).toEqual([403, ''])
    expect(refused.text).toContain('没有同意登录')
    expect(refused.text).toMatch(/href="[./]*auth\/begin\?to=/)
  })

  it('says that the provider is down, and goes on with it when it is up again', async () => {
    const { login, held, to } = await led()
    const landing = await back(to, student.number)
    breakDown()
    const refused = await held.open(landing)
    expect(refused.status).toBe(403)
    expect(refused.text).toMatch(/没有回应|没有答复完/)
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
    wecom.faults([])
    provider.isDown = false
    const again = await held.open(await back(await held.submit(refused, way), student.number))
    expect((await confirm(login, again.digits!)).status).toBe(200)
  })

  it('believes no answer under another state, and asks the provider nothing about it', async () => {
    const { login, held, to } = await led()
    const landing = await back(to, student.number)
    const before = exchanges()
    const forged = await held.open(altered(landing, 'state', '0'.repeat(partOf(landing, 'state').length)))
    expect([forged.status, forged.digits]).toEqual([403, null])
    expect(forged.text).toContain('您自己的登录不受影响')
    expect(forged.text).toMatch(/href="(?:\.\.\/)+q"/)
    expect(exchanges()).toBe(before)
    expect(await stateOf(login)).toMatchObject({ state: 'scanned', refused: null })
    // Nothing is spent by it: the true answer still leads on.
    const { digits } = await held.open(landing)
    expect((await confirm(login, digits!)).status).toBe(200)
  })

  it('makes nobody of an answer that somebody else has begun', async () => {
    const [victim, attacker] = [await led(), await led()]
    const bait = await back(attacker.to, student.number)
    expect((await victim.held.open(bait)).digits).toBeNull()
    expect((await phone().open(bait)).status).toBe(410)
    for (const { login } of [victim, attacker]) expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
  })

  it('asks about a code once, however often the page of return is loaded', async () => {
    const { login, held, to } = await led()
    const landing = await back(to, student.number)
    const { digits } = await held.open(landing)
    const asked = exchanges()
    expect((await held.open(landing)).digits).toBe(digits)
    expect(exchanges()).toBe(asked)
    expect((await confirm(login, digits!)).status).toBe(200)
  })

  it('is not talked into a code that was used before', async () => {
    const first = await led()
    const landing = await back(first.to, student.number)
    await first.held.open(landing)
    const second = await led()
    const own = await back(second.to, student.number)
    const replayed = await second.held.open(altered(own, 'code', partOf(landing, 'code')))
    expect([replayed.status, replayed.digits]).toEqual([403, null])
    expect(replayed.text).toContain('没有认可')
    expect(faultOf(await confirm(second.login, '0000'))).toBe('login-over')
  })

  it('tells who is not in the university’s data that the login was right', async () => {
    const { held, to } = await led()
    const { status, text } = await held.open(await back(to, STRANGER.number))
    expect(status).toBe(403)
    expect(text).toContain('没有找到这个账号的人员')
  })

  it('keeps codes, states and numbers out of the log', async () => {
    const { login, held, to } = await led()
    const landing = await back(to, student.number)
    await held.open(landing)
    const text = world.logged.join('\n')
    for (const secret of [login, partOf(landing, 'code'), partOf(landing, 'state'), student.number, held.cookie()]) {
      expect(secret.length).toBeGreaterThan(7)
      expect(text).not.toContain(secret)
    }
  })
})

describe('where the ways differ', () => {
  it('stands WeCom first for a browser inside it, which WeCom knows without a page', async () => {
    const { url } = await begin()
    const held = phone(IN_WECOM)
    const { text } = await held.open(url)
    expect([...text.matchAll(/name="way" value="(\w+)"/g)].map(([, name]) => name)).toEqual(['wecom', 'oidc'])
    expect(await held.goOn('wecom')).toContain(wecom.addresses().inApp)
    const outside = phone()
    await outside.open((await begin()).url)
    expect(await outside.goOn('wecom')).toContain(wecom.addresses().panel)
  })

  it('takes nobody from outside the corporation', async () => {
    const { url } = await begin()
    const held = phone()
    await held.open(url)
    const { status, text } = await held.open(wecom.authorize(await held.goOn('wecom'), 'oTESToutsider'))
    expect([status, text]).toEqual([403, expect.stringContaining('没有认可')])
  })

  it('cannot begin over an OpenID provider that is down and not known yet, and says so', async () => {
    const { url, login } = await begin()
    await world.restart()
    provider.isDown = true
    const held = phone()
    const page = await held.open(url)
    const form = { way: 'oidc' }
    const away = await held.post(new URL(page.url).pathname, form)
    expect([away.status, away.text]).toEqual([502, expect.stringContaining('没有回应')])
    expect((await phone().open(`${PUBLIC}/auth/begin?way=oidc`)).status).toBe(502)
    provider.isDown = false
    expect(await stateOf(login)).toMatchObject({ state: 'scanned' })
    expect((await held.post(new URL(page.url).pathname, form)).status).toBe(200)
  })
})
