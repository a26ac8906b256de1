import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import type { LoginSecrets } from '../ways/way.ts'
import { casSettingsSchema } from './cas-settings.ts'
import { type CasWay, createCasWay } from './cas-way.ts'
import { type OddCasServer, openOddCasServer } from './odd-cas-server.ts'

let odd: OddCasServer
let clock: FakeClock
beforeAll(async () => {
  odd = await openOddCasServer()
})
afterAll(() => odd.close())
beforeEach(() => {
  clock = fakeClock()
  odd.asked.length = 0
  odd.behave = (_, response) => response.end(SUCCESS)
})

const NAMESPACE = 'xmlns:cas="http://www.yale.edu/tp/cas"'
const response = (inner: string) => `<cas:serviceResponse ${NAMESPACE}>${inner}</cas:serviceResponse>`
const SUCCESS = response('<cas:authenticationSuccess><cas:user>0020210001</cas:user></cas:authenticationSuccess>')
const FAILURE = response('<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>')
const TICKET = 'ST-12-4a_B.c-cas01'

const login: LoginSecrets = {
  backUrl: 'https://print.example.edu.cn/auth/cas/back/7nQ2_x-9?a=1&b=中 国',
  ...{ state: 's', nonce: 'n', codeVerifier: 'v' },
}
const way = (more: object = {}): CasWay =>
  createCasWay(casSettingsSchema.parse({ baseUrl: odd.baseUrl, ...more }), { clock })
const begin = async (one = way()) => {
  const begun = await one.begin(login, { language: 'zh-CN', isInWeCom: false })
  if (!begun.ok) throw new Error(begun.error.detail)
  return begun.value.url
}
const finish = (one = way(), query: string | Record<string, string> = { ticket: TICKET }) =>
  one.finish(login, new URLSearchParams(query))
const askedFor = () => new URL(odd.asked[0]?.url ?? '', odd.baseUrl)
const answer = (text: string, type = 'application/xml') => {
  odd.behave = (_, reply) => reply.writeHead(200, { 'Content-Type': type }).end(text)
}

describe('a login over CAS', () => {
  it('is the way that proofs call by its name', () => {
    expect(way().way).toBe('cas')
  })

  it('trap 1: names the same service at the login and at the validation, letter by letter', async () => {
    const sent = new URL(await begin())
    expect(sent.pathname).toBe('/cas/login')
    await finish()
    expect(sent.searchParams.get('service')).toBe(login.backUrl)
    expect(askedFor().searchParams.get('service')).toBe(login.backUrl)
    const raw = /service=[^&]*/
    expect(raw.exec(sent.search)?.[0]).toBe(raw.exec(askedFor().search)?.[0])
  })

  it('trap 2: takes no ticket that could bring a parameter, and asks nobody about it', async () => {
    const tickets = [
      ...[
        'ST-1&service=https://evil.example',
        'ST-1%26renew=false',
        'ST-1#',
        'ST-1 ',
        'ST-1\n',
        'ST-1?a',
        'ST-',
        'st-1',
      ],
      ...['PT-1-a', 'PGT-1', 'TGT-1', '../ST-1', `ST-${'a'.repeat(256)}`, ''],
    ]
    for (const ticket of tickets)
      expect(await finish(way(), { ticket })).toEqual({
        ok: false,
        error: { reason: 'refused', detail: 'NO_TICKET_OF_OURS' },
      })
    expect(await finish(way(), `ticket=${TICKET}&ticket=ST-other`)).toMatchObject({ error: { reason: 'refused' } })
    expect(odd.asked).toEqual([])
  })

  it('trap 2: percent-encodes a ticket of any pattern that a school has', async () => {
    await finish(way({ ticketPattern: '^.+$' }), { ticket: 'a&service=x&renew=#?/%' })
    expect(askedFor().searchParams.getAll('service')).toEqual([login.backUrl])
    expect(askedFor().searchParams.getAll('ticket')).toEqual(['a&service=x&renew=#?/%'])
    expect(await finish(way({ ticketPattern: '.+' }), { ticket: 'a'.repeat(513) })).toMatchObject({ ok: false })
    expect(odd.asked).toHaveLength(1)
    expect(await finish(way({ ticketPattern: '.+' }), { ticket: 'a'.repeat(512) })).toMatchObject({ ok: true })
  })

  it.each([
    [
      'behind the end of the failure',
      response(
        '<cas:authenticationFailure code="INVALID_TICKET">Ticket ST-</cas:authenticationFailure><cas:authenticationSuccess><cas:user>admin</cas:user></cas:authenticationSuccess>',
      ),
      'lying',
    ],
    [
      'inside the failure',
      response(
        '<cas:authenticationFailure code="INVALID_TICKET">Ticket <cas:authenticationSuccess><cas:user>admin</cas:user></cas:authenticationSuccess></cas:authenticationFailure>',
      ),
      'refused',
    ],
    [
      'behind the end of the answer',
      `${FAILURE}${response('<cas:authenticationSuccess><cas:user>admin</cas:user></cas:authenticationSuccess>')}`,
      'lying',
    ],
    ['in another language', SUCCESS.replaceAll('www.yale.edu', 'evil.example'), 'lying'],
  ])('trap 3: believes no success that stands %s', async (_, text, reason) => {
    answer(text)
    expect(await finish()).toMatchObject({ ok: false, error: { reason } })
  })

  it('trap 4: reads no DOCTYPE and no more than 64 KiB', async () => {
    answer(`<!DOCTYPE a [<!ENTITY x "admin">]>${SUCCESS.replace('0020210001', '&x;')}`)
    expect(await finish()).toEqual({ ok: false, error: { reason: 'lying', detail: 'HAS_DOCTYPE' } })
    answer(SUCCESS + ' '.repeat(64 * 1024 - SUCCESS.length))
    expect(await finish()).toMatchObject({ ok: true })
    answer(SUCCESS + ' '.repeat(64 * 1024 - SUCCESS.length + 1))
    expect(await finish()).toEqual({ ok: false, error: { reason: 'lying', detail: 'REPLY_TOO_LONG' } })
  })

  it('trap 5: keeps the zeros that a number begins with, of the user and of attributes', async () => {
    answer(SUCCESS.replace('</cas:user>', '</cas:user><cas:attributes><cas:sno>0012345</cas:sno></cas:attributes>'))
    const value = { subject: '0020210001', attributes: { sno: ['0012345'] }, providerSession: TICKET }
    expect(await finish()).toEqual({ ok: true, value })
  })

  it('trap 5: takes no answer with a second root', async () => {
    answer(SUCCESS + SUCCESS)
    expect(await finish()).toMatchObject({ error: { reason: 'lying', detail: 'NOT_XML' } })
  })

  it.each([
    ['XML that is called a page', false, SUCCESS, 'text/html;charset=UTF-8'],
    ['XML although JSON was wished for', true, `\n${SUCCESS}`, 'application/json'],
    [
      'JSON that is called text',
      true,
      '{"serviceResponse":{"authenticationSuccess":{"user":"0020210001"}}}',
      'text/plain',
    ],
  ])('trap 6: reads by its content %s', async (_, json, text, type) => {
    answer(text, type)
    expect(await finish(way({ json }))).toMatchObject({ ok: true, value: { subject: '0020210001' } })
    expect(odd.asked[0]?.headers.accept).toMatch(json ? /^application\/json/ : /^application\/xml/)
    expect(askedFor().searchParams.get('format')).toBe(json ? 'JSON' : null)
  })

  it('trap 7: does not know what became of a ticket whose answer did not come, and asks no second time', async () => {
    odd.behave = () => {}
    const came = odd.nextAsked()
    const finished = finish()
    await came
    await clock.advance(10_000)
    expect(await finished).toEqual({ ok: false, error: { reason: 'unknown', detail: 'TIMEOUT' } })
    odd.behave = (_, reply) => void reply.destroy()
    expect(await finish()).toEqual({ ok: false, error: { reason: 'unknown', detail: 'BROKE_OFF' } })
    odd.behave = (_, reply) => reply.writeHead(502).end('<html>')
    expect(await finish()).toEqual({ ok: false, error: { reason: 'unknown', detail: 'HTTP_502' } })
    expect(odd.asked).toHaveLength(3)
  })

  it('trap 7: knows that nobody heard of a ticket where nobody was there', async () => {
    const gone = await openOddCasServer()
    gone.close()
    expect(await finish(way({ baseUrl: gone.baseUrl }))).toEqual({
      ok: false,
      error: { reason: 'away', detail: 'ECONNREFUSED' },
    })
  })

  it.each(['INVALID_TICKET', 'INVALID_TICKET_SPEC', 'INVALID_SERVICE', 'INTERNAL_ERROR', 'SOMETHING_NEW'])(
    'trap 8: stops at the first failure, which is one whatever its code: %s',
    async code => {
      answer(FAILURE.replace('INVALID_TICKET', code))
      expect(await finish()).toEqual({ ok: false, error: { reason: 'refused', detail: code } })
      expect(odd.asked).toHaveLength(1)
    },
  )

  it('trap 9: takes attributes from version 2 where it has them, and does without', async () => {
    const v2 = way({ protocol: 2 })
    expect(await finish(v2)).toMatchObject({ ok: true, value: { attributes: {} } })
    expect(askedFor().pathname).toBe('/cas/serviceValidate')
    answer(SUCCESS.replace('</cas:user>', '</cas:user><cas:attributes><cas:sno>01</cas:sno></cas:attributes>'))
    expect(await finish(v2)).toMatchObject({ ok: true, value: { attributes: { sno: ['01'] } } })
  })

  it('trap 10: comes back to the address of this login and no other, which it never makes itself', async () => {
    const other = { ...login, backUrl: 'https://print.example.edu.cn/auth/cas/back/other' }
    const [one, two] = await Promise.all(
      [login, other].map(each => way().begin(each, { language: 'en', isInWeCom: false })),
    )
    expect(one?.ok && new URL(one.value.url).searchParams.get('service')).toBe(login.backUrl)
    expect(two?.ok && new URL(two.value.url).searchParams.get('service')).toBe(other.backUrl)
    await way().finish(other, new URLSearchParams({ ticket: TICKET, service: login.backUrl }))
    expect(askedFor().searchParams.getAll('service')).toEqual([other.backUrl])
  })

  it('trap 11: hears by the ticket that a login is over, and from nothing else', () => {
    const message = (index: string) =>
      `logoutRequest=${encodeURIComponent(`<p:LogoutRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"><p:SessionIndex>${index}</p:SessionIndex></p:LogoutRequest>`)}`
    expect(way().endedSession(message(TICKET))).toBe(TICKET)
    expect(way().endedSession(message('TGT-1'))).toBeNull()
    expect(way().endedSession(message(''))).toBeNull()
    expect(way().endedSession('logoutRequest=<a')).toBeNull()
  })

  it('trap 12: asks for the password anew, at the login and at the validation, and can end the login', async () => {
    expect(new URL(await begin()).searchParams.get('renew')).toBe('true')
    await finish()
    expect(askedFor().searchParams.get('renew')).toBe('true')
    const trusting = way({ renew: false })
    expect(new URL(await begin(trusting)).searchParams.has('renew')).toBe(false)
    await finish(trusting)
    expect(new URL(odd.asked[1]?.url ?? '', odd.baseUrl).searchParams.has('renew')).toBe(false)
    expect(way().logoutUrl(null)).toBe(`${odd.baseUrl}/logout`)
    const home = 'https://print.example.edu.cn/?a=1&b=2'
    expect(new URL(way().logoutUrl(home)).searchParams.get('service')).toBe(home)
  })

  it('trap 13: never uses gateway, and takes coming back without a ticket for a refusal', async () => {
    for (const renew of [true, false]) expect(await begin(way({ renew }))).not.toContain('gateway')
    expect(await finish(way(), {})).toEqual({ ok: false, error: { reason: 'declined', detail: 'NO_TICKET' } })
    expect(odd.asked).toEqual([])
  })

  it('trap 14: comes back over https alone, or on this machine', async () => {
    const asked = { language: 'en', isInWeCom: false }
    const plain = { ...login, backUrl: 'http://print.example.edu.cn/auth/cas/back/1' }
    const error = { reason: 'misconfigured', detail: 'BACK_URL_IS_NOT_HTTPS' }
    expect(await way().begin(plain, asked)).toEqual({ ok: false, error })
    const here = { ...login, backUrl: 'http://127.0.0.1:7800/auth/cas/back/1' }
    expect(await way().begin(here, asked)).toMatchObject({ ok: true })
  })

  it('trap 15: takes tickets and paths as a school has them', async () => {
    const own = way({
      ...{ protocol: 2, loginPath: '/authserver/login', validatePath: '/authserver/serviceValidate' },
      ...{ logoutPath: '/authserver/logout', ticketPattern: 'XJ_[0-9]{4}' },
    })
    expect(new URL(await begin(own)).pathname).toBe('/cas/authserver/login')
    expect(await finish(own, { ticket: 'XJ_0042' })).toMatchObject({ ok: true })
    expect(askedFor().pathname).toBe('/cas/authserver/serviceValidate')
    expect(await finish(own, { ticket: 'xXJ_0042' })).toMatchObject({ ok: false })
    expect(await finish(own, { ticket: TICKET })).toMatchObject({ ok: false })
    expect(own.logoutUrl(null)).toBe(`${odd.baseUrl}/authserver/logout`)
  })
})

describe('what stands before a CAS server', () => {
  it.each([
    [302, 'misconfigured'],
    [400, 'misconfigured'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [204, 'misconfigured'],
    [429, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('is not believed when it answers %i', async (status, reason) => {
    odd.behave = (_, reply) =>
      reply.writeHead(status, { Location: `${odd.baseUrl}/other` }).end(status === 204 ? '' : SUCCESS)
    expect(await finish()).toEqual({ ok: false, error: { reason, detail: `HTTP_${status}` } })
    expect(odd.asked).toHaveLength(1)
  })

  it('puts nothing of a person’s login in what is said of a refusal', async () => {
    const texts = [
      SUCCESS.replace('0020210001', ''),
      FAILURE.replace('INVALID_TICKET', TICKET),
      'yes\nu1\n',
      SUCCESS + SUCCESS,
    ]
    for (const text of texts) {
      answer(text)
      const said = JSON.stringify(await finish())
      expect(said).not.toContain(TICKET)
      expect(said).not.toContain('0020210001')
    }
  })
})
