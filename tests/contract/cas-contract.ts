import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { openTestBrowser, type TestBrowser } from '../../demo/campus/cas/test-browser.ts'
import { systemClock } from '../../native/system-clock.ts'
import { casSettingsSchema } from '../../server/identity/cas/cas-settings.ts'
import { type CasWay, createCasWay } from '../../server/identity/cas/cas-way.ts'
import type { LoginSecrets } from '../../server/identity/ways/way.ts'
import { unwrap } from '../../src/result.ts'

/** A CAS server under the contract, and somebody who can log in at it. */
export interface CasPeer {
  readonly baseUrl: string
  readonly username: string
  readonly password: string
}

/** What somebody has at hand in one sentence of the contract. */
interface Desk {
  readonly peer: CasPeer
  readonly browser: TestBrowser
  readonly login: LoginSecrets
  way(settings?: object): CasWay
  /** Goes to the pages of CAS, types name and password if asked, and comes back with what CAS brings. */
  logIn(way?: CasWay, at?: LoginSecrets): Promise<URLSearchParams>
}

const asked = { language: 'zh-CN', isInWeCom: false }
const loginAt = (backUrl: string): LoginSecrets => ({ backUrl, state: 's', nonce: 'n', codeVerifier: 'v' })
const refused = (said: Awaited<ReturnType<CasWay['finish']>>, detail?: string) => {
  assert.equal(said.ok, false)
  assert.equal(said.error.reason, 'refused')
  if (detail) assert.equal(said.error.detail, detail)
}

/** What our client and a server of the protocol do together: the double of the demo every day, Apereo's own now and then. */
export const CAS_CONTRACT: Readonly<Record<string, (desk: Desk) => Promise<void>>> = {
  'somebody is proven by version 3, with attributes': async ({ peer, way, login, logIn }) => {
    const query = await logIn()
    const { subject, attributes, providerSession } = unwrap(await way().finish(login, query))
    assert.equal(subject, peer.username)
    assert.deepEqual(attributes.isFromNewLogin, ['true'])
    assert.equal(providerSession, query.get('ticket'))
  },
  'somebody is proven in JSON': async ({ peer, way, login, logIn }) => {
    const { subject, attributes } = unwrap(await way({ json: true }).finish(login, await logIn()))
    assert.equal(subject, peer.username)
    assert.deepEqual(attributes.isFromNewLogin, ['true'])
  },
  'somebody is proven by version 2': async ({ peer, way, login, logIn }) => {
    assert.equal(unwrap(await way({ protocol: 2 }).finish(login, await logIn())).subject, peer.username)
  },
  'an address with parameters in two languages comes back as it went': async ({ peer, way, logIn }) => {
    const login = loginAt('http://127.0.0.1:9/auth/cas/back/7nQ2_x-9?from=%E6%89%AB%E7%A0%81&a=b%26c')
    const query = await logIn(way(), login)
    assert.equal(query.get('a'), 'b&c')
    assert.equal(unwrap(await way().finish(login, query)).subject, peer.username)
  },
  'a ticket is worth something once': async ({ way, login, logIn }) => {
    const query = await logIn()
    unwrap(await way().finish(login, query))
    refused(await way().finish(login, query), 'INVALID_TICKET')
    refused(await way({ json: true }).finish(login, query), 'INVALID_TICKET')
  },
  'a ticket that was made up is worth nothing': async ({ way, login }) => {
    refused(await way().finish(login, new URLSearchParams({ ticket: 'ST-1-made.up' })), 'INVALID_TICKET')
  },
  'a ticket of another login is worth nothing': async ({ way, login, logIn }) => {
    refused(await way().finish(loginAt(`${login.backUrl}2`), await logIn()), 'INVALID_SERVICE')
  },
  'a wrong password leads nowhere': async ({ peer, browser, way, login }) => {
    const page = await browser.open(unwrap(await way().begin(login, asked)).url)
    const after = await browser.submit(page, { username: peer.username, password: 'wrong' })
    assert.equal(after.status, 401)
    assert.equal(after.location, null)
  },
  'a service that is not registered is sent nobody': async ({ browser, way }) => {
    const page = await browser.open(unwrap(await way().begin(loginAt('https://print.example/back'), asked)).url)
    assert.equal(page.status, 403)
  },
  'a login of before counts only where it may': async ({ browser, way, login, logIn }) => {
    await logIn()
    const trusting = way({ renew: false })
    assert.equal((await browser.open(unwrap(await way().begin(login, asked)).url)).location, null)
    const ticketBySso = async () => {
      const { location } = await browser.open(unwrap(await trusting.begin(login, asked)).url)
      return new URL(location ?? '').searchParams
    }
    unwrap(await trusting.finish(login, await ticketBySso()))
    refused(await way().finish(login, await ticketBySso()))
  },
  'the end of a login is told to the address of the login, by its ticket': async ({ browser, way, logIn }) => {
    const heard: string[] = []
    const service = createServer(async (request, response) => {
      heard.push(await text(request))
      response.end()
      service.emit('heard')
    })
    await once(service.listen(0, '127.0.0.1'), 'listening')
    const told = once(service, 'heard')
    const login = loginAt(`http://127.0.0.1:${(service.address() as AddressInfo).port}/auth/cas/back/1`)
    const { providerSession } = unwrap(await way().finish(login, await logIn(way(), login)))
    const home = new URL('/', login.backUrl).href
    const { status, location } = await browser.open(way().logoutUrl(home))
    await told
    service.close()
    assert.equal(status, 302)
    assert.equal(location, home)
    assert.deepEqual(
      heard.map(body => way().endedSession(body)),
      [providerSession],
    )
    const again = await browser.open(unwrap(await way({ renew: false }).begin(login, asked)).url)
    assert.equal(again.location, null)
  },
}

/** Sets one sentence of the contract up for a server. */
export function deskAt(peer: CasPeer): Desk {
  const browser = openTestBrowser()
  const login = loginAt('http://127.0.0.1:9/auth/cas/back/7nQ2_x-9')
  const way = (settings: object = {}) =>
    createCasWay(casSettingsSchema.parse({ baseUrl: peer.baseUrl, ...settings }), { clock: systemClock })
  return {
    ...{ peer, browser, login, way },
    logIn: async (one = way(), at = login) => {
      const page = await browser.open(unwrap(await one.begin(at, asked)).url)
      const { location } = await browser.submit(page, { username: peer.username, password: peer.password })
      assert.ok(location, 'CAS leads on')
      assert.ok(location.startsWith(at.backUrl), 'CAS leads back to the address of the login')
      return new URL(location).searchParams
    },
  }
}
