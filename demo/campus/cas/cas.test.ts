import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import { type Campus, startCampus } from '../campus.ts'
import { campusPeople } from '../people.ts'
import type { CasDouble } from './cas.ts'
import { openTestBrowser, type TestBrowser } from './test-browser.ts'

let clock: FakeClock
let campus: Campus
let cas: CasDouble
let browser: TestBrowser
const ZERO = { number: '0020210001', password: 'secret', name: { zh: '零', en: 'ZERO' }, attributes: { sno: ['0012'] } }
beforeAll(async () => {
  clock = fakeClock()
  campus = await startCampus({ people: [ZERO], cas: {} }, { clock })
  cas = campus.cas!
})
afterAll(() => campus.close())
beforeEach(() => {
  cas.faults([])
  browser = openTestBrowser()
})

const SERVICE = 'http://127.0.0.1:9/auth/cas/back/1?a=b'
const loginUrl = (more = '', service = SERVICE) =>
  `${cas.baseUrl()}/login?service=${encodeURIComponent(service)}${more}`
const typed = { username: ZERO.number, password: ZERO.password }
const logIn = async (fields = typed, url = loginUrl()) => browser.submit(await browser.open(url), fields)
const ticketOf = (location: string | null) => new URL(location ?? 'x:').searchParams.get('ticket') ?? ''
const validate = async (ticket: string, more = '', path = '/p3/serviceValidate', service = SERVICE) => {
  const query = `service=${encodeURIComponent(service)}&ticket=${encodeURIComponent(ticket)}${more}`
  const reply = await fetch(`${cas.baseUrl()}${path}?${query}`)
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}
const newTicket = () => ticketOf(cas.signIn(ZERO.number, SERVICE))
const codeOf = (text: string) => /code="([A-Z_]+)"/.exec(text)?.[1] ?? null

describe('the login page of CAS', () => {
  it('names the people of the demo with their passwords, and is in both languages', async () => {
    const { status, text } = await browser.open(loginUrl())
    expect(status).toBe(200)
    const shown = campusPeople().filter(({ isShown }) => isShown)
    expect(shown.length).toBeGreaterThan(15)
    for (const { number, password } of [...shown, ZERO]) expect(text).toContain(`${number} · ${password}`)
    expect(text).toContain('统一身份认证')
    expect(text).toContain('lang="en">University login')
  })

  it('lets somebody in by name and password, and goes on to the service with a ticket', async () => {
    const { status, location } = await logIn()
    expect(status).toBe(302)
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:9\/auth\/cas\/back\/1\?a=b&ticket=ST-[A-Za-z0-9._-]+$/)
    const [someone] = campusPeople()
    const other = { username: someone!.number, password: someone!.password }
    expect((await logIn(other, loginUrl('&renew=true', 'http://localhost/x'))).location).toMatch(/x\?ticket=ST-/)
  })

  it('knows no wrong password, no form twice, and no service that was not registered', async () => {
    expect((await logIn({ ...typed, password: 'wrong' })).status).toBe(401)
    const page = await browser.open(loginUrl())
    expect((await browser.submit(page, typed)).status).toBe(302)
    expect((await browser.submit(page, typed)).status).toBe(400)
    const strange = await browser.open(loginUrl('', 'https://evil.example/'))
    expect(strange).toMatchObject({ status: 403, location: null })
    const forms = new URLSearchParams({
      ...typed,
      service: 'https://evil.example/',
      execution: 'x',
      _eventId: 'submit',
    })
    expect((await fetch(`${cas.baseUrl()}/login`, { method: 'POST', body: forms })).status).toBe(403)
  })

  it('asks for no password again, except where the service wants it', async () => {
    await logIn()
    expect((await browser.open(loginUrl())).location).toContain('ticket=ST-')
    expect((await browser.open(loginUrl('&renew=true'))).status).toBe(200)
    expect((await browser.open(`${cas.baseUrl()}/login`)).text).toContain('已登录')
    await clock.advance(9 * 3_600_000)
    expect((await browser.open(loginUrl())).status).toBe(200)
  })

  it('comes back without a ticket when it may not ask, and there is nobody', async () => {
    expect((await browser.open(loginUrl('&gateway=true'))).location).toBe(SERVICE)
    await logIn()
    expect((await browser.open(loginUrl('&gateway=true'))).location).toContain('ticket=ST-')
  })
})

describe('a ticket of CAS', () => {
  it('is worth a name in every version of the protocol', async () => {
    expect((await validate(newTicket(), '', '/validate')).text).toBe('yes\n0020210001\n')
    const two = await validate(newTicket(), '', '/serviceValidate')
    expect(two.type).toBe('text/html;charset=UTF-8')
    expect(two.text).toContain('<cas:user>0020210001</cas:user>')
    expect((await validate(newTicket())).text).toContain('<cas:sno>0012</cas:sno>')
    const json = await validate(newTicket(), '&format=JSON')
    expect(JSON.parse(json.text)).toMatchObject({
      serviceResponse: { authenticationSuccess: { user: '0020210001', attributes: { sno: ['0012'] } } },
    })
  })

  it('is worth it once', async () => {
    const ticket = newTicket()
    expect(codeOf((await validate(ticket)).text)).toBeNull()
    const again = await validate(ticket)
    expect([again.status, codeOf(again.text)]).toEqual([200, 'INVALID_TICKET'])
    expect((await validate(ticket, '', '/validate')).text).toBe('no\n\n')
    expect(JSON.parse((await validate(ticket, '&format=JSON')).text)).toMatchObject({
      serviceResponse: { authenticationFailure: { code: 'INVALID_TICKET' } },
    })
  })

  it('is worth it for ten seconds', async () => {
    const [one, two] = [newTicket(), newTicket()]
    await clock.advance(9_999)
    expect(codeOf((await validate(one)).text)).toBeNull()
    await clock.advance(1)
    expect(codeOf((await validate(two)).text)).toBe('INVALID_TICKET')
  })

  it('is worth nothing to another service, nor to its own after that', async () => {
    const ticket = newTicket()
    expect(codeOf((await validate(ticket, '', '/p3/serviceValidate', `${SERVICE}2`)).text)).toBe('INVALID_SERVICE')
    expect(codeOf((await validate(ticket)).text)).toBe('INVALID_TICKET')
    cas.faults([{ kind: 'keepsTicket' }])
    const kept = newTicket()
    expect(codeOf((await validate(kept, '', '/p3/serviceValidate', `${SERVICE}2`)).text)).toBe('INVALID_SERVICE')
    expect(codeOf((await validate(kept)).text)).toBeNull()
  })

  it('for which no password was typed is worth nothing where one is wanted', async () => {
    newTicket()
    const fromSso = () => ticketOf(cas.signIn(ZERO.number, SERVICE, 'sso'))
    expect(codeOf((await validate(fromSso())).text)).toBeNull()
    expect(codeOf((await validate(fromSso(), '&renew=true')).text)).toBe('INVALID_TICKET')
    expect(codeOf((await validate(newTicket(), '&renew=true')).text)).toBeNull()
  })

  it('has to be named, with its service', async () => {
    const reply = await fetch(`${cas.baseUrl()}/serviceValidate?ticket=ST-1`)
    expect(codeOf(await reply.text())).toBe('INVALID_REQUEST')
  })
})

describe('the end of a login at CAS', () => {
  it('takes the cookie, and leads on to a service that is allowed', async () => {
    await logIn()
    const home = encodeURIComponent('http://127.0.0.1:9/')
    expect((await browser.open(`${cas.baseUrl()}/logout?service=${home}`)).location).toBe('http://127.0.0.1:9/')
    expect(browser.cookies()).toBe('')
    expect((await browser.open(loginUrl())).status).toBe(200)
    const strange = await browser.open(`${cas.baseUrl()}/logout?service=${encodeURIComponent('https://evil.example/')}`)
    expect(strange).toMatchObject({ status: 200, location: null })
  })
})

describe('the controls of the campus', () => {
  const control = async (method: string, name: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const reply = await fetch(`${campus.baseUrl}/_sim/cas/${name}`, init)
    return { status: reply.status, body: (await reply.json()) as never }
  }

  it('set faults, say what struck and what happened, and log somebody in without a browser', async () => {
    expect((await control('PUT', 'faults', [{ kind: 'malformedXml', on: 'validate', times: 2 }])).status).toBe(200)
    const { body } = await control('POST', 'sign-in', { number: ZERO.number, service: SERVICE })
    expect((await validate(ticketOf((body as { location: string }).location))).text).not.toContain(
      '</cas:serviceResponse>',
    )
    expect((await control('GET', 'faults')).body).toMatchObject([{ fault: { kind: 'malformedXml' }, struck: 1 }])
    expect(((await control('GET', 'journal')).body as { what: string }[]).at(-1)).toMatchObject({ what: 'validation' })
    expect((await control('POST', 'log-out', { number: ZERO.number })).status).toBe(200)
    expect((await control('POST', 'reset')).status).toBe(200)
    expect((await control('GET', 'journal')).body).toEqual([])
  })

  it('refuse what they do not know, and whoever is not from here', async () => {
    expect((await control('PUT', 'faults', [{ kind: 'sulk' }])).status).toBe(400)
    expect((await control('POST', 'sign-in', { number: 'nobody', service: SERVICE })).status).toBe(400)
    expect((await control('POST', 'sulk')).status).toBe(404)
    const strange = await fetch(loginUrl(), { headers: { Origin: 'https://evil.example' } })
    expect(strange.status).toBe(403)
    expect((await fetch(`${campus.baseUrl}/nowhere`)).status).toBe(404)
    expect((await fetch(`${cas.baseUrl()}/nowhere`)).status).toBe(404)
  })
})
