import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Claims = Readonly<Record<string, unknown>>

/** A key of the provider, and the name under which it lists it. */
export interface ProviderKey {
  readonly kid: string
  readonly key: KeyObject
  readonly jwk: object
}

export const newProviderKey = (kid: string): ProviderKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid, key: privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } }
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An ID token signed as RS256, by `header` as it says of itself. */
export function signedToken(claims: Claims, { kid, key }: ProviderKey, header: object = {}): string {
  const said = `${part({ alg: 'RS256', kid, ...header })}.${part(claims)}`
  return `${said}.${sign('sha256', Buffer.from(said), key).toString('base64url')}`
}

/** One that nobody has signed. */
export const unsignedToken = (claims: Claims): string => `${part({ alg: 'none' })}.${part(claims)}.`

/** One that takes what everybody can read, the public key, for a shared secret. */
export function secretFromPublicKey(claims: Claims, { kid, key }: ProviderKey): string {
  const said = `${part({ alg: 'HS256', kid })}.${part(claims)}`
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  return `${said}.${createHmac('sha256', pem).update(said).digest('base64url')}`
}

/** What answers in place of the truth. */
type Lie = (response: ServerResponse) => void

/** An OpenID provider that answers whatever a test says, with tokens of no library. */
export interface LyingProvider {
  readonly issuer: string
  /** `METHOD /path` of every question, and form and head of those that were posted. */
  readonly asked: string[]
  readonly posted: URLSearchParams[]
  readonly heads: IncomingHttpHeaders[]
  /** What its metadata say beside, or in place of, the truth. */
  metadata: object
  keys: readonly ProviderKey[]
  /** The ID token for the next code. */
  idToken: string
  /** In place of an answer, by path. */
  lies: Partial<Record<'/.well-known/openid-configuration' | '/token' | '/keys', Lie>>
  /** Resolves when the path is asked next. */
  nextAt(path: string): Promise<void>
  close(): Promise<void>
}

export async function startLyingProvider(): Promise<LyingProvider> {
  const server = createServer(async (request, response) => {
    let form = ''
    for await (const chunk of request) form += chunk
    const path = (request.url ?? '').split('?', 1)[0]!
    provider.asked.push(`${request.method} ${path}`)
    if (request.method === 'POST') {
      provider.posted.push(new URLSearchParams(form))
      provider.heads.push(request.headers)
    }
    server.emit(`at ${path}`)
    const lie = provider.lies[path as keyof LyingProvider['lies']]
    return lie ? lie(response) : sayJson(response, 200, truth(path))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const truth = (path: string): object => {
    switch (path) {
      case '/.well-known/openid-configuration':
        return {
          issuer,
          ...{
            authorization_endpoint: `${issuer}/auth`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
          },
          ...provider.metadata,
        }
      case '/keys':
        return { keys: provider.keys.map(({ jwk }) => jwk) }
      default:
        return { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: provider.idToken }
    }
  }
  const provider: LyingProvider = {
    issuer,
    asked: [],
    posted: [],
    heads: [],
    metadata: {},
    keys: [],
    idToken: '',
    lies: {},
    nextAt: async path => void (await once(server, `at ${path}`)),
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return provider
}

/** Answers with JSON. */
export function sayJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
