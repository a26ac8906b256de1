import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client'
import { err, ok, type Result } from '../../../src/result.ts'
import { isSecureUrl } from '../../../src/secure-url.ts'
import { hasOnly } from '../ways/has-only.ts'
import type { LoginSecrets, ProvenSubject, RedirectWay, WayRefusal } from '../ways/way.ts'
import type { KnownProvider, ProviderExchange } from './known-provider.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { provenSubject } from './proven-subject.ts'

type Asks = Pick<OidcSettings, 'scopes' | 'asksUserInfo'>

/**
 * The way in over an OpenID provider: code flow with PKCE, state and nonce. Providers compare the address that they send the browser back to
 * letter by letter with the registered one, so that `backUrl` must be the same for every login.
 */
export function createOidcWay(provider: KnownProvider, { scopes, asksUserInfo }: Asks): RedirectWay {
  return {
    way: 'oidc',
    begin: (login, { language }) =>
      provider.exchange(
        async ({ config }) => {
          const url = buildAuthorizationUrl(config, {
            redirect_uri: returnOf(login).href,
            scope: scopes.join(' '),
            state: login.state,
            nonce: login.nonce,
            code_challenge: await calculatePKCECodeChallenge(login.codeVerifier),
            code_challenge_method: 'S256',
            ui_locales: language,
          }).href
          return isSecureUrl(url) ? ok({ url }) : err({ reason: 'misconfigured', detail: 'NOT_SECURE' })
        },
        { isOneUse: false },
      ),
    isAnswerTo: (login, query) => hasOnly(query, 'state', login.state),
    finish: (login, query) =>
      provider.exchange(
        async exchange => {
          const came = returnOf(login)
          came.search = query.toString()
          const tokens = await authorizationCodeGrant(exchange.config, came, {
            expectedState: login.state,
            expectedNonce: login.nonce,
            pkceCodeVerifier: login.codeVerifier,
            idTokenExpected: true,
          })
          return subjectOfTokens(exchange, tokens, asksUserInfo)
        },
        { isOneUse: true },
      ),
  }
}

/** Spelled as the library will spell it at the token endpoint. */
function returnOf({ backUrl }: LoginSecrets): URL {
  const url = new URL(backUrl)
  url.search = ''
  url.hash = ''
  return url
}

/** Whom tokens are about that the library has checked. */
async function subjectOfTokens(
  { config }: Pick<ProviderExchange, 'config'>,
  tokens: TokenEndpointResponse & TokenEndpointResponseHelpers,
  asksUserInfo: boolean,
): Promise<Result<ProvenSubject, WayRefusal>> {
  const claims = tokens.claims()
  if (!claims) return err({ reason: 'lying', detail: 'no ID token' })
  return provenSubject(claims, asksUserInfo ? await fetchUserInfo(config, tokens.access_token, claims.sub) : {})
}
