import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import {
  type LyingProvider,
  newProviderKey,
  sayJson,
  secretFromPublicKey,
  signedToken,
  startLyingProvider,
  unsignedToken,
} from '../../../tests/peers/lying-oidc.ts'
import type { RedirectWay } from '../ways/way.ts'
import { oidcSettingsSchema } from './oidc-settings.ts'
import { openOidc } from './open-oidc.ts'
import { newLogin } from './test-login.ts'

const ASKED = { language: 'en', isInWeCom: false }
const first = newProviderKey('first')
const second = newProviderKey('second')
let provider: LyingProvider
let clock: FakeClock
let oidc: RedirectWay
const login = newLogin()

beforeAll(async () => {
  provider = await startLyingProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  Object.assign(provider, { metadata: {}, keys: [first], idToken: signedToken(claims(), first), lies: {} })
  provider.asked.length = 0
  provider.posted.length = 0
  provider.heads.length = 0
  clock = fakeClock()
  oidc = await open()
})

/** The provider's time is the house's, which in these tests is not the machine's. */
function claims(more: object = {}) {
  const nowS = Math.floor((clock ?? fakeClock()).now() / 1000)
  const { nonce } = login
  return { iss: provider.issuer, aud: 'house', sub: '0020210001', iat: nowS, exp: nowS + 60, nonce, ...more }
}

const open = (more: object = {}) =>
  openOidc(oidcSettingsSchema(String).parse({ issuer: provider.issuer, clientId: 'house', ...more }), clock)
const back = (more: Record<string, string> = {}) =>
  new URLSearchParams({ code: 'of-the-login', state: login.state, ...more })
const finish = (query = back()) => oidc.finish(login, query)
const refusal = async (asking: Promise<{ ok: boolean; error?: unknown }>) => (await asking).error
const posts = () => provider.asked.filter(one => one.startsWith('POST'))

describe('what a provider that lies is asked', () => {
  it('is the code flow with PKCE, state and nonce', async () => {
    const url = new URL(unwrap(await oidc.begin(login, ASKED)).url)
    expect(url.href.startsWith(`${provider.issuer}/auth?`)).toBe(true)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ client_id: 'house', response_type: 'code', redirect_uri: login.backUrl, scope: 'openid profile' },
      ...{ state: login.state, nonce: login.nonce, ui_locales: 'en', code_challenge_method: 'S256' },
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(url.href).not.toContain(login.codeVerifier)
  })

  it.each([
    ['basic', null, 'Basic aG91c2U6cyUyMyUyQnQ='],
    ['post', 's#+t', undefined],
  ])('is the secret as the client is registered: %s', async (clientAuthentication, inForm, inHead) => {
    const file = join(mkdtempSync(join(tmpdir(), 'oidc-')), 'secret.txt')
    writeFileSync(file, 's#+t\n')
    unwrap(await (await open({ clientAuthentication, clientSecretFile: file })).finish(login, back()))
    expect(provider.posted[0]?.get('client_secret')).toBe(inForm)
    expect(provider.heads[0]?.authorization).toBe(inHead)
    rmSync(dirname(file), { recursive: true })
  })

  it('is the verifier and the address once more, for the truth', async () => {
    expect(unwrap(await finish())).toMatchObject({ subject: '0020210001', providerSession: null })
    expect(Object.fromEntries(provider.posted[0]!)).toEqual({
      ...{ grant_type: 'authorization_code', code: 'of-the-login', code_verifier: login.codeVerifier },
      ...{ redirect_uri: login.backUrl, client_id: 'house' },
    })
  })
})

describe('an ID token is not believed', () => {
  const lies: readonly (readonly [string, () => string])[] = [
    ['that nobody has signed', () => unsignedToken(claims())],
    ['whose secret is the public key', () => secretFromPublicKey(claims(), first)],
    ['signed by a key that is not listed', () => signedToken(claims(), second)],
    ['signed by another key under the name of a listed one', () => signedToken(claims(), { ...second, kid: 'first' })],
    ['without its signature', () => signedToken(claims(), first).replace(/\.[^.]*$/, '.')],
    ['whose claims were changed afterwards', () => withOtherClaims(signedToken(claims(), first))],
    ['that names an extension which must be understood', () => signedToken(claims(), first, { crit: ['exp'] })],
    ['for another client', () => signedToken(claims({ aud: 'library' }), first)],
    ['for others too, and not issued for us', () => signedToken(claims({ aud: ['house', 'x'], azp: 'x' }), first)],
    ['of another issuer', () => signedToken(claims({ iss: 'https://elsewhere.example' }), first)],
    ['with the nonce of another login', () => signedToken(claims({ nonce: newLogin().nonce }), first)],
    ['without a nonce', () => signedToken(claims({ nonce: undefined }), first)],
    ['that has expired', () => signedToken(claims({ exp: claims().iat - 60 }), first)],
    ['without an end', () => signedToken(claims({ exp: undefined }), first)],
    ['from tomorrow', () => signedToken(claims({ nbf: claims().iat + 86_400 }), first)],
    ['without a subject', () => signedToken(claims({ sub: undefined }), first)],
    ['with an empty subject', () => signedToken(claims({ sub: '' }), first)],
    ['with a number for a subject', () => signedToken(claims({ sub: 20210001 }), first)],
    ['with a subject of 256 letters', () => signedToken(claims({ sub: 'x'.repeat(256) }), first)],
    ['with a subject that steers terminals', () => signedToken(claims({ sub: 'x\u001b[2J' }), first)],
    ['with a subject that turns the writing', () => signedToken(claims({ sub: 'x\u202e1' }), first)],
    ['with half a character in its subject', () => signedToken(claims({ sub: 'x\ud800' }), first)],
    ['that is nested', () => signedToken(claims({ deep: nested(1000) }), first)],
    ['with a thousand claims', () => signedToken(claims(manyClaims()), first)],
    ['that is no token', () => 'e30.e30'],
    ['whose header is no object', () => `${Buffer.from('null').toString('base64url')}.e30.e30`],
    ['whose algorithm is a list', () => signedToken(claims(), first, { alg: ['RS256'] })],
  ]
  it.each(lies)('%s', async (_, lie) => {
    provider.idToken = lie()
    const error = await refusal(finish())
    expect(error).toMatchObject({ reason: 'lying' })
    expect(posts()).toEqual(['POST /token'])
  })

  it('whatever algorithms its metadata speak of', async () => {
    provider.metadata = { id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'] }
    for (const token of [unsignedToken(claims()), secretFromPublicKey(claims(), first)]) {
      provider.idToken = token
      expect(await refusal(finish())).toMatchObject({ reason: 'lying' })
    }
  })

  it('where there is none', async () => {
    provider.lies['/token'] = response => sayJson(response, 200, { access_token: 'x', token_type: 'Bearer' })
    expect(await refusal(finish())).toMatchObject({ reason: 'lying' })
  })
})

describe('a key', () => {
  it('that was changed since the last login counts at once, and a withdrawn one no more', async () => {
    unwrap(await finish())
    provider.keys = [second]
    provider.idToken = signedToken(claims(), second)
    unwrap(await finish())
    provider.idToken = signedToken(claims(), first)
    expect(await refusal(finish())).toMatchObject({ reason: 'lying' })
  })

  it.each<[string, unknown]>([
    ['no list', { keys: 'first' }],
    ['a list of numbers', { keys: [1, 2] }],
    ['a key whose uses are a number', { keys: [{ ...first.jwk, key_ops: 5 }] }],
    ['a key that is no number', { keys: [{ ...first.jwk, n: '!', e: '' }] }],
    ['a key of 512 bits', { keys: [{ ...first.jwk, n: 'x'.repeat(86) }] }],
    ['the key for another use', { keys: [{ ...first.jwk, use: 'enc' }] }],
    ['two keys of one name', { keys: [first.jwk, { ...second.jwk, kid: 'first' }] }],
    ['nothing', { keys: [] }],
  ])('list that is %s proves nobody', async (_, list) => {
    provider.lies['/keys'] = response => sayJson(response, 200, list as object)
    expect(await refusal(finish())).toEqual({ reason: 'lying', detail: expect.stringMatching(/^[A-Za-z0-9_]+$/) })
  })

  it('list that does not come leaves the outcome unknown: the code was spent', async () => {
    provider.lies['/keys'] = response => response.socket?.destroy()
    expect(await refusal(finish())).toEqual({ reason: 'unknown', detail: 'BROKE_OFF' })
    provider.lies['/keys'] = response => response.writeHead(503).end()
    expect(await refusal(finish())).toEqual({ reason: 'unknown', detail: 'HTTP_503' })
  })
})

describe('a token endpoint', () => {
  it('that is silent leaves the outcome unknown, and is never asked again', async () => {
    provider.lies['/token'] = () => undefined
    const finishing = finish()
    await provider.nextAt('/token')
    await clock.advance(10_000)
    expect(await refusal(finishing)).toEqual({ reason: 'unknown', detail: 'TIMEOUT' })
    expect(posts()).toEqual(['POST /token'])
  })

  it.each<[string, LyingProvider['lies'][string & '/token'], object]>([
    ['breaks off', response => response.socket?.destroy(), { reason: 'unknown', detail: 'BROKE_OFF' }],
    ['is ill', response => response.writeHead(502).end('<html>'), { reason: 'unknown', detail: 'HTTP_502' }],
    ['says so', response => sayJson(response, 503, { error: 'temporarily_unavailable' }), { reason: 'unknown' }],
    ['sends elsewhere', response => response.writeHead(307, { Location: '/keys' }).end(), { reason: 'lying' }],
    ['says no JSON', response => response.writeHead(200).end('<html>'), { reason: 'lying' }],
    ['says a list', response => sayJson(response, 200, []), { reason: 'lying' }],
    ['says nothing', response => response.writeHead(204).end(), { reason: 'lying' }],
    ['has no end', response => endless(response), { reason: 'lying', detail: 'REPLY_TOO_LONG' }],
    [
      'is nested',
      response => response.writeHead(200).end(nestedText(5000)),
      { reason: 'lying', detail: 'NESTED_TOO_DEEP' },
    ],
    ['knows no such code', response => sayJson(response, 400, { error: 'invalid_grant' }), { reason: 'refused' }],
    [
      'does not know the house',
      response => sayJson(response, 401, { error: 'invalid_client' }),
      { reason: 'misconfigured' },
    ],
    [
      'names an error of its own',
      response => sayJson(response, 400, { error: 'code of-the-login is bad' }),
      { reason: 'refused' },
    ],
    [
      'challenges',
      response => response.writeHead(401, { 'WWW-Authenticate': 'Basic' }).end(),
      { reason: 'misconfigured' },
    ],
  ])('that %s', async (_, lie, expected) => {
    provider.lies['/token'] = lie!
    const error = await refusal(finish())
    expect(error).toMatchObject(expected)
    for (const secret of ['of-the-login', login.codeVerifier, login.state])
      expect(JSON.stringify(error)).not.toContain(secret)
    expect(posts()).toEqual(['POST /token'])
  })

  it('that nobody is at has heard nothing', async () => {
    provider.metadata = { token_endpoint: 'http://127.0.0.1:2/token' }
    expect(await refusal(finish())).toEqual({ reason: 'away', detail: 'ECONNREFUSED' })
  })

  it('over plain http on another machine is not told the code', async () => {
    provider.metadata = { token_endpoint: 'http://idp.example/token' }
    expect(await refusal(finish())).toEqual({ reason: 'misconfigured', detail: 'NOT_SECURE' })
  })
})

describe('what the browser brings back', () => {
  it.each<[string, Record<string, string>, object]>([
    ['the state of another login', { state: newLogin().state }, { reason: 'lying' }],
    ['the name of another provider', { iss: 'https://elsewhere.example' }, { reason: 'lying' }],
    ['a token beside the code', { id_token: 'x' }, { reason: 'lying' }],
    ['no code', { code: '' }, { reason: 'lying' }],
    ['that the person said no', { error: 'access_denied' }, { reason: 'declined', detail: 'access_denied' }],
    ['that it is busy', { error: 'temporarily_unavailable' }, { reason: 'away' }],
    ['that the house asked wrongly', { error: 'invalid_scope' }, { reason: 'misconfigured' }],
    [
      'an error of somebody’s own',
      { error: '<script>' },
      { reason: 'refused', detail: expect.not.stringContaining('<') },
    ],
  ])('as %s asks nobody', async (_, more, expected) => {
    expect(await refusal(finish(back(more)))).toMatchObject(expected)
    expect(posts()).toEqual([])
  })

  it('twice is not taken', async () => {
    const query = back()
    query.append('code', 'another')
    expect(await refusal(finish(query))).toMatchObject({ reason: 'lying' })
    expect(posts()).toEqual([])
  })
})

describe('metadata', () => {
  const begin = () => oidc.begin(login, ASKED)
  it.each<[string, object, object]>([
    ['of another issuer', { issuer: 'https://elsewhere.example' }, { reason: 'misconfigured' }],
    ['without an address to log in at', { authorization_endpoint: undefined }, { reason: 'misconfigured' }],
    [
      'with one that everybody can read',
      { authorization_endpoint: 'http://idp.example/auth' },
      { reason: 'misconfigured' },
    ],
    ['with one that is a script', { authorization_endpoint: 'javascript:alert(1)' }, { detail: expect.any(String) }],
  ])('%s', async (_, metadata, expected) => {
    provider.metadata = metadata
    expect(await refusal(begin())).toMatchObject(expected)
  })

  it.each<[string, LyingProvider['lies'][string & '/token'], object]>([
    ['are not there', response => response.writeHead(404).end(), { reason: 'misconfigured', detail: 'HTTP_404' }],
    [
      'lie elsewhere',
      response => response.writeHead(301, { Location: 'https://x.example/' }).end(),
      { reason: 'lying' },
    ],
    ['have no end', response => endless(response), { reason: 'lying', detail: 'REPLY_TOO_LONG' }],
    ['do not come', response => response.socket?.destroy(), { reason: 'away', detail: 'BROKE_OFF' }],
    ['cannot be had now', response => response.writeHead(500).end(), { reason: 'away', detail: 'HTTP_500' }],
  ])('that %s are asked for again by the next login', async (_, lie, expected) => {
    provider.lies['/.well-known/openid-configuration'] = lie!
    expect(await refusal(begin())).toMatchObject(expected)
    provider.lies = {}
    expect(await begin()).toMatchObject({ ok: true })
  })

  it('are given up after ten seconds', async () => {
    provider.lies['/.well-known/openid-configuration'] = () => undefined
    const beginning = begin()
    await provider.nextAt('/.well-known/openid-configuration')
    await clock.advance(10_000)
    expect(await refusal(beginning)).toEqual({ reason: 'away', detail: 'TIMEOUT' })
  })

  it('are found anew after a failure of the provider, and kept after a refusal', async () => {
    const finds = () => provider.asked.filter(one => one.includes('well-known')).length
    unwrap(await finish())
    provider.lies['/token'] = response => sayJson(response, 400, { error: 'invalid_grant' })
    await finish()
    await begin()
    expect(finds()).toBe(1)
    provider.lies['/token'] = response => response.writeHead(500).end()
    await finish()
    await begin()
    expect(finds()).toBe(2)
  })
})

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

const nestedText = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
const manyClaims = () => Object.fromEntries(Array.from({ length: 1000 }, (_, nth) => [`claim${nth}`, 'x']))

function withOtherClaims(token: string): string {
  const [header, , signature] = token.split('.')
  return `${header}.${Buffer.from(JSON.stringify(claims({ sub: 'else' }))).toString('base64url')}.${signature}`
}

/** 8 MiB, of which a listener that has a limit takes little. */
function endless(response: ServerResponse): void {
  sayJson(response, 200, { a: 'x'.repeat(8 * 1024 * 1024) })
}
