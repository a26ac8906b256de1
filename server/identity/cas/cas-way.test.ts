import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../../demo/campus/campus.ts'
import type { CasDouble } from '../../../demo/campus/cas/cas.ts'
import type { CasFaultInput } from '../../../demo/campus/cas/cas-faults.ts'
import { openTestBrowser } from '../../../demo/campus/cas/test-browser.ts'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import type { LoginSecrets, WayRefusal } from '../ways/way.ts'
import { casSettingsSchema } from './cas-settings.ts'
import { type CasWay, createCasWay } from './cas-way.ts'

let clock: FakeClock
let campus: Campus
let cas: CasDouble
const ZERO = {
  ...{ number: '0020210001', password: 'secret', name: { zh: '零', en: 'ZERO' } },
  attributes: { sno: ['0012345'], cn: ['林<知>&远'], memberOf: ['a', 'b'] },
}
beforeAll(async () => {
  clock = fakeClock()
  campus = await startCampus({ people: [ZERO], cas: {} }, { clock })
  cas = campus.cas!
})
afterAll(() => campus.close())
beforeEach(() => cas.faults([]))

const loginAt = (backUrl: string): LoginSecrets => ({ backUrl, state: 's', nonce: 'n', codeVerifier: 'v' })
const login = loginAt('http://127.0.0.1:9/auth/cas/back/7nQ2_x-9?from=扫码&a=1')
const way = (more: object = {}): CasWay =>
  createCasWay(casSettingsSchema.parse({ baseUrl: cas.baseUrl(), ...more }), { clock })
const queryOf = (location: string | null) => new URL(location ?? 'x:').searchParams
const begin = async (one: CasWay, at = login) => {
  const begun = await one.begin(at, { language: 'zh-CN', isInWeCom: false })
  return begun.ok ? begun.value.url : ''
}
/** Somebody at the pages of CAS. */
const byHand = async (one: CasWay) => {
  const browser = openTestBrowser()
  const page = await browser.open(await begin(one))
  const { location } = await browser.submit(page, { username: ZERO.number, password: ZERO.password })
  return { browser, query: queryOf(location) }
}
const signedIn = (from?: 'password' | 'sso') => queryOf(cas.signIn(ZERO.number, login.backUrl, from))
const validations = () => cas.journal().filter(({ what }) => what === 'validation').length

describe('a login at the campus', () => {
  it.each([
    ['version 3', {}],
    ['version 3 in JSON', { json: true }],
    ['version 2', { protocol: 2 }],
    ['version 3, of a browser that is logged in already', { renew: false }],
  ])('proves who somebody is by %s', async (_, settings) => {
    const one = way(settings)
    const { query } = await byHand(one)
    const proven = await one.finish(login, query)
    expect(proven).toMatchObject({
      ok: true,
      value: { subject: ZERO.number, attributes: ZERO.attributes, providerSession: query.get('ticket') },
    })
  })

  it('proves it once', async () => {
    const { query } = await byHand(way())
    expect((await way().finish(login, query)).ok).toBe(true)
    expect(await way().finish(login, query)).toEqual({
      ok: false,
      error: { reason: 'refused', detail: 'INVALID_TICKET' },
    })
  })

  it('is another person’s when a ticket of one login is brought to another', async () => {
    const query = signedIn()
    expect(await way().finish(loginAt(`${login.backUrl}&b=2`), query)).toMatchObject({ error: { reason: 'refused' } })
    expect(await way().finish(login, query)).toMatchObject({ ok: false })
  })

  it('takes no login of before, unless it is set to', async () => {
    const { browser } = await byHand(way())
    expect((await browser.open(await begin(way()))).location).toBeNull()
    const { location } = await browser.open(await begin(way({ renew: false })))
    expect(await way({ renew: false }).finish(login, queryOf(location))).toMatchObject({ ok: true })
    expect(await way().finish(login, signedIn('sso'))).toMatchObject({ error: { reason: 'refused' } })
  })

  it('ends at CAS, and here by the message that CAS sends to the address of the login', async () => {
    const heard: { body: string; type: string | undefined }[] = []
    const service = createServer(async (request, response) => {
      heard.push({ body: await text(request), type: request.headers['content-type'] })
      response.end()
    })
    await once(service.listen(0, '127.0.0.1'), 'listening')
    const back = loginAt(`http://127.0.0.1:${(service.address() as AddressInfo).port}/auth/cas/back/1`)
    const browser = openTestBrowser()
    const page = await browser.open(await begin(way(), back))
    const { location } = await browser.submit(page, { username: ZERO.number, password: ZERO.password })
    const proven = await way().finish(back, queryOf(location))
    const gone = await browser.open(way().logoutUrl('http://127.0.0.1:9/'))
    service.close()
    expect(gone.location).toBe('http://127.0.0.1:9/')
    expect(heard).toHaveLength(1)
    expect(heard[0]?.type).toBe('application/x-www-form-urlencoded')
    expect(way().endedSession(heard[0]?.body ?? '')).toBe(proven.ok && proven.value.providerSession)
  })
})

describe('a campus where things go wrong', () => {
  it.each<[CasFaultInput, WayRefusal]>([
    [
      { kind: 'down', where: 'before' },
      { reason: 'unknown', detail: 'BROKE_OFF' },
    ],
    [{ kind: 'down' }, { reason: 'unknown', detail: 'BROKE_OFF' }],
    [
      { kind: 'http502', where: 'before' },
      { reason: 'unknown', detail: 'HTTP_502' },
    ],
    [{ kind: 'http502' }, { reason: 'unknown', detail: 'HTTP_502' }],
    [{ kind: 'malformedXml' }, { reason: 'lying', detail: 'NOT_XML' }],
    [{ kind: 'ticketEchoed' }, { reason: 'lying', detail: 'NOT_ONE_ANSWER' }],
    [{ kind: 'doctype' }, { reason: 'lying', detail: 'HAS_DOCTYPE' }],
    [{ kind: 'huge' }, { reason: 'lying', detail: 'REPLY_TOO_LONG' }],
    [{ kind: 'twoRoots' }, { reason: 'lying', detail: 'NOT_XML' }],
    [{ kind: 'otherNamespace' }, { reason: 'lying', detail: 'NO_SERVICE_RESPONSE' }],
    [{ kind: 'v2Only' }, { reason: 'misconfigured', detail: 'HTTP_404' }],
  ])('%j proves nothing, and the ticket is not tried again', async (fault, error) => {
    const query = signedIn()
    const before = validations()
    cas.faults([{ ...fault, on: 'validate' }])
    expect(await way().finish(login, query)).toEqual({ ok: false, error })
    expect(validations() - before).toBeLessThanOrEqual(1)
  })

  it('is not waited for longer than ten seconds', async () => {
    cas.faults([{ kind: 'hang', on: 'validate' }])
    const finished = way().finish(login, signedIn())
    await expect.poll(() => cas.journal().at(-1)?.what).toBe('validation')
    await clock.advance(10_000)
    expect(await finished).toEqual({ ok: false, error: { reason: 'unknown', detail: 'TIMEOUT' } })
  })

  it('proves as much as it can where it is old, and leaves out what it has', async () => {
    cas.faults([{ kind: 'v2Only', on: 'validate' }])
    expect(await way({ protocol: 2, json: true }).finish(login, signedIn())).toMatchObject({ ok: true })
    cas.faults([{ kind: 'xmlAlways', on: 'validate' }])
    expect(await way({ json: true }).finish(login, signedIn())).toMatchObject({ ok: true })
    cas.faults([{ kind: 'attributesMissing', on: 'validate' }])
    const proven = await way().finish(login, signedIn())
    expect(proven).toMatchObject({ ok: true, value: { subject: ZERO.number, attributes: {} } })
  })
})
