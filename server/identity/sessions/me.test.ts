import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../../demo/campus/campus.ts'
import { NOTABLE_PEOPLE } from '../../../demo/university/notable.ts'
import { meSchema, ownSessionSchema } from '../../../src/contract/me-api.ts'
import { refusalSchema } from '../../../src/contract/refusal.ts'
import { openPhone, type Phone } from '../../../tests/peers/phone.ts'
import { type ServerWorld, startServerWorld } from '../../../tests/peers/server-world.ts'

const PUBLIC = 'https://print.example.edu.cn'
const student = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!.person
const other = NOTABLE_PEOPLE.find(({ person }) => person.number !== student.number)!.person
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

const loggedIn = async (number = student.number): Promise<Phone> => (await withTicket(number))[0]
/** And where the provider has led back with its ticket. */
async function withTicket(number = student.number): Promise<[Phone, URL]> {
  const phone = openPhone(world.base(), PUBLIC)
  const led = new URL((await phone.open(`${PUBLIC}/auth/begin?way=cas`)).location!)
  const back = campus.cas!.signIn(number, led.searchParams.get('service')!)
  await phone.open(back)
  return [phone, new URL(back)]
}
const logoutOf = (ticket: string) =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="a" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><samlp:SessionIndex>${ticket}</samlp:SessionIndex></samlp:LogoutRequest>`
const asked = async (phone: Phone, path: string) => JSON.parse((await phone.open(`${PUBLIC}${path}`)).text) as unknown

describe('whoever is logged in on the web', () => {
  it('is told who that is, masked, and how surely it is known', async () => {
    const me = meSchema.parse(await asked(await loggedIn(), '/v1/me'))
    expect(me).toMatchObject({ nameMasked: { zh: '林**' }, hasChosen: true, assurance: 'A3', shown: { way: 'cas' } })
    expect(me.registers).toEqual([expect.objectContaining({ isChosen: true })])
    expect(JSON.stringify(me)).not.toContain(student.number)
  })

  it('is told by a key of its own from anybody else, and is the same after every login', async () => {
    const keyOf = async (number: string) => meSchema.parse(await asked(await loggedIn(number), '/v1/me')).personKey
    expect(await keyOf(student.number)).toBe(await keyOf(student.number))
    expect(await keyOf(other.number)).not.toBe(await keyOf(student.number))
  })

  it('sees where else, ends that one, and logs out here', async () => {
    const [here, there] = [await loggedIn(), await loggedIn()]
    const { sessions } = (await asked(here, '/v1/me/sessions')) as { sessions: unknown[] }
    const listed = sessions.map(one => ownSessionSchema.parse(one))
    expect(listed.filter(({ isThis }) => isThis)).toHaveLength(1)
    for (const { handle } of listed.filter(({ isThis }) => !isThis))
      expect((await here.postJson(`/v1/me/sessions/${handle}/end`, {})).status).toBe(200)
    expect((await there.open(`${PUBLIC}/v1/me`)).status).toBe(401)
    const out = await here.postJson('/v1/me/log-out', {})
    expect(JSON.parse(out.text)).toEqual({ providerUrl: `${campus.cas!.baseUrl()}/logout` })
    expect((await here.open(`${PUBLIC}/v1/me`)).status).toBe(401)
  })

  it('keeps no cookie once it is good for nothing: by its own log-out, ended elsewhere, by the provider, or too old', async () => {
    const TAKEN = /^__Host-yinzheng-session=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/
    const lastAnswer = async (phone: Phone) => (await phone.open(`${PUBLIC}/v1/me`)).setCookies
    const out = await loggedIn()
    expect((await out.postJson('/v1/me/log-out', {})).setCookies).toEqual([expect.stringMatching(TAKEN)])
    expect(out.cookie('session')).toBe('')
    // Nobody is told to forget what they do not have.
    expect(await lastAnswer(out)).toEqual([])

    const [here, there] = [await loggedIn(), await loggedIn()]
    expect(await lastAnswer(here)).toEqual([])
    await here.postJson('/v1/me/sessions/end-others', {})
    expect(await lastAnswer(there)).toEqual([expect.stringMatching(TAKEN)])

    const [byProvider, { pathname, searchParams }] = await withTicket()
    const logoutRequest = logoutOf(searchParams.get('ticket') ?? '')
    await openPhone(world.base(), PUBLIC).postForm(pathname, { logoutRequest })
    expect(await lastAnswer(byProvider)).toEqual([expect.stringMatching(TAKEN)])

    const old = await loggedIn()
    await world.clock.advance(31 * 60_000)
    const refused = await old.postJson('/v1/me/log-out', {})
    expect([refused.status, refused.setCookies]).toEqual([401, [expect.stringMatching(TAKEN)]])
  })

  it('changes nothing by a page of somebody else', async () => {
    const phone = await loggedIn()
    for (const site of ['cross-site', 'same-site', 'none'] as const)
      expect((await phone.postJson('/v1/me/log-out', {}, site)).status).toBe(403)
    expect((await phone.open(`${PUBLIC}/v1/me`)).status).toBe(200)
  })

  it('is nobody without a session, with an ended one and with a made-up one', async () => {
    const answer = await openPhone(world.base(), PUBLIC).open(`${PUBLIC}/v1/me`)
    expect(answer.status).toBe(401)
    expect(refusalSchema.parse(JSON.parse(answer.text)).fault.code).toBe('login-needed')
  })

  it('hears which ways there are before that', async () => {
    expect(await asked(openPhone(world.base(), PUBLIC), '/v1/ways')).toEqual({
      ways: [{ way: 'cas', label: { zh: '统一身份认证', en: 'University login' } }],
    })
  })
})
