import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { type OidcProviderPeer, startOidcProvider } from '../../../tests/peers/oidc-provider.ts'
import { plainBrowser } from '../../../tests/peers/plain-browser.ts'
import type { RedirectWay } from '../ways/way.ts'
import { oidcSettingsSchema } from './oidc-settings.ts'
import { openOidc } from './open-oidc.ts'
import { newLogin } from './test-login.ts'

const ASKED = { language: 'zh-CN', isInWeCom: false }
const SUBJECT = '0020210001'
const folder = mkdtempSync(join(tmpdir(), 'oidc-'))
const login = newLogin()
let peer: OidcProviderPeer
let clock: FakeClock

beforeAll(async () => {
  clock = fakeClock(Date.now())
  writeFileSync(join(folder, 'secret.txt'), 'not-so-secret\n')
  peer = await startOidcProvider({
    clients: [
      { id: 'house', secret: 'not-so-secret', redirectUris: [login.backUrl] },
      { id: 'open', secret: null, redirectUris: [login.backUrl] },
    ],
    people: { [SUBJECT]: { student_number: '0012345', name: '林知远', roles: ['student', 'tutor'], age: 20 } },
    isAllInIdToken: false,
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await peer.close()
})

function open(more: object = {}): Promise<RedirectWay> {
  const settings = { issuer: peer.issuer, clientId: 'house', clientSecretFile: 'secret.txt', ...more }
  return openOidc(oidcSettingsSchema(path => join(folder, path)).parse(settings), clock)
}

async function logIn(oidc: RedirectWay, mine = newLogin()) {
  const { url } = unwrap(await oidc.begin(mine, ASKED))
  const back = await plainBrowser().open(url, mine.backUrl)
  return { mine, query: new URL(back.url).searchParams }
}

describe('the code flow with oidc-provider', () => {
  it('proves a subject, whole, for a client with a secret', async () => {
    peer.visitor = SUBJECT
    const oidc = await open()
    const { mine, query } = await logIn(oidc)
    expect(unwrap(await oidc.finish(mine, query))).toEqual({
      ...{ subject: SUBJECT, attributes: { sub: [SUBJECT] }, providerSession: null },
    })
  })

  it('gives the claims of userinfo where it is asked, as lists of texts', async () => {
    peer.visitor = SUBJECT
    const oidc = await open({ asksUserInfo: true })
    const { mine, query } = await logIn(oidc)
    expect(unwrap(await oidc.finish(mine, query)).attributes).toEqual({
      ...{ sub: [SUBJECT], student_number: ['0012345'], name: ['林知远'], roles: ['student', 'tutor'] },
    })
  })

  it('proves one for a client without a secret', async () => {
    peer.visitor = SUBJECT
    const oidc = await open({ clientId: 'open', clientSecretFile: null })
    const { mine, query } = await logIn(oidc)
    expect(await oidc.finish(mine, query)).toMatchObject({ ok: true })
  })

  it('takes a code once', async () => {
    peer.visitor = SUBJECT
    const oidc = await open()
    const { mine, query } = await logIn(oidc)
    unwrap(await oidc.finish(mine, query))
    expect(await oidc.finish(mine, query)).toEqual({
      ...{ ok: false, error: { reason: 'refused', detail: 'invalid_grant' } },
    })
  })

  it('is no login for the verifier, the state or the nonce of another one', async () => {
    peer.visitor = SUBJECT
    const oidc = await open()
    const other = newLogin()
    const of = async (stolen: Partial<typeof other>) => {
      const { mine, query } = await logIn(oidc)
      const finished = await oidc.finish({ ...mine, ...stolen }, query)
      return finished.ok ? 'proven' : finished.error
    }
    expect(await of({ codeVerifier: other.codeVerifier })).toMatchObject({ reason: 'refused' })
    expect(await of({ state: other.state })).toMatchObject({ reason: 'lying' })
    expect(await of({ nonce: other.nonce })).toMatchObject({ reason: 'lying' })
  })

  it('ends in words for somebody who will not log in', async () => {
    peer.visitor = null
    const oidc = await open()
    const { mine, query } = await logIn(oidc)
    expect(await oidc.finish(mine, query)).toEqual({
      ...{ ok: false, error: { reason: 'declined', detail: 'access_denied' } },
    })
  })

  it('names a wrong secret as a matter for the university', async () => {
    peer.visitor = SUBJECT
    writeFileSync(join(folder, 'wrong.txt'), 'wrong\n')
    const oidc = await open({ clientSecretFile: 'wrong.txt' })
    const { mine, query } = await logIn(oidc)
    expect(await oidc.finish(mine, query)).toMatchObject({ ok: false, error: { reason: 'misconfigured' } })
  })

  it('finds the provider once for all logins of some hours', async () => {
    const oidc = await open()
    const finds = () => peer.asked.filter(path => path.includes('.well-known')).length
    const before = finds()
    await Promise.all(Array.from({ length: 20 }, () => oidc.begin(newLogin(), ASKED)))
    expect(finds() - before).toBe(1)
    await clock.advance(6 * 3_600_000)
    await oidc.begin(newLogin(), ASKED)
    await oidc.begin(newLogin(), ASKED)
    expect(finds() - before).toBe(2)
    clock.setOffMs(Date.now() - clock.now())
  })
})
