import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** A client as it is registered at the provider. */
export interface RegisteredClient {
  readonly id: string
  /** Null for a public one. */
  readonly secret: string | null
  readonly redirectUris: readonly string[]
}

/** `oidc-provider` on this machine, with a login of its own: whoever is at it is one of its people at once, or declines. */
export interface OidcProviderPeer {
  readonly issuer: string
  /** Who is at the browser; null for somebody who will not log in. */
  visitor: string | null
  /** Breaks every question off once it was heard. */
  isDown: boolean
  /** Paths that were asked for, oldest first. */
  readonly asked: string[]
  close(): Promise<void>
}

export interface PeerOptions {
  readonly clients: readonly RegisteredClient[]
  /** Claims of each person beside the subject. */
  readonly people: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Whether what is asked for by scope stands in the ID token as well as in userinfo. */
  readonly isAllInIdToken: boolean
}

export async function startOidcProvider({ clients, people, isAllInIdToken }: PeerOptions): Promise<OidcProviderPeer> {
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push((request.url ?? '').split('?', 1)[0]!)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const provider = new Provider(issuer, {
    clients: clients.map(({ id, secret, redirectUris }) => ({
      client_id: id,
      ...(secret === null
        ? { token_endpoint_auth_method: 'none' as const }
        : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' as const }),
      redirect_uris: [...redirectUris],
      grant_types: ['authorization_code'],
    })),
    jwks: { keys: [{ ...key, kid: 'first', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], profile: [...new Set(Object.values(people).flatMap(Object.keys))] },
    conformIdTokenClaims: !isAllInIdToken,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
    },
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people[accountId] }) }),
    loadExistingGrant: async ctx => {
      const { client, session } = ctx.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 60,
      IdToken: 60,
      Interaction: 60,
      Session: 60,
    },
  })
  const handle = provider.callback()
  const peer: OidcProviderPeer = {
    issuer,
    visitor: null,
    isDown: false,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  answer = (request, response) => {
    if (peer.isDown) return request.destroy()
    if (!request.url?.startsWith('/login/')) return handle(request, response)
    const { visitor } = peer
    const result = visitor === null ? { error: 'access_denied' } : { login: { accountId: visitor, remember: false } }
    return provider.interactionFinished(request, response, result)
  }
  return peer
}
