import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockSkew,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from 'openid-client'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { WayRefusal } from '../ways/way.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { openLine, type ProviderLine } from './provider-line.ts'
import { refusalOf } from './refusal-of.ts'

/** After so long the provider is asked anew where its endpoints are. */
export const KNOWN_FOR_MS = 6 * 3_600_000

/** What a piece of work with the provider needs. */
export interface ProviderExchange {
  readonly config: Configuration
  readonly line: ProviderLine
}

export interface KnownProvider {
  /**
   * Does `work` with the provider as it is known now. What `work` throws becomes a refusal. `isOneUse`: what it posts is good for once.
   * After a failure that is the provider's or the network's, its metadata are fetched anew the next time.
   */
  exchange<T>(
    work: (exchange: ProviderExchange) => Promise<Result<T, WayRefusal>>,
    kind: { readonly isOneUse: boolean },
  ): Promise<Result<T, WayRefusal>>
}

/**
 * A provider whose metadata are found at the first need, by one call however many want them, and kept for hours. Its keys are fetched in
 * each exchange: one that it has withdrawn or changed counts at once, and logins are rare.
 */
export function createKnownProvider(settings: OidcSettings, secret: string | null, clock: Clock): KnownProvider {
  const { issuer, clientId, clientAuthentication } = settings
  const isPlainHttp = issuer.startsWith('http:')
  const authentication = authenticationOf(secret, clientAuthentication)
  let known: { readonly metadata: ServerMetadata; readonly atMs: number } | null = null
  let finding: Promise<ServerMetadata> | null = null

  const find = async () => {
    const found = await discovery(new URL(issuer), clientId, {}, authentication, {
      [customFetch]: openLine(clock).fetch,
      execute: isPlainHttp ? [allowInsecureRequests] : [],
    })
    const metadata = found.serverMetadata()
    known = { metadata, atMs: clock.monotonic() }
    return metadata
  }
  const metadata = async () => {
    if (known && clock.monotonic() - known.atMs < KNOWN_FOR_MS) return known.metadata
    finding ??= find().finally(() => {
      finding = null
    })
    return finding
  }
  return {
    exchange: async (work, { isOneUse }) => {
      const line = openLine(clock)
      const refused = (refusal: WayRefusal) => {
        if (line.wasUsed() && refusal.reason !== 'refused' && refusal.reason !== 'declined') known = null
        return err(refusal)
      }
      try {
        const config = configured(await metadata(), clientId, authentication, clock)
        config[customFetch] = line.fetch
        if (isPlainHttp) allowInsecureRequests(config)
        const done = await work({ config, line })
        return done.ok ? ok(done.value) : refused(done.error)
      } catch (error) {
        return refused(refusalOf(error, isOneUse && line.wasHeard()))
      }
    },
  }
}

/** The library's client for one exchange: it takes the difference of the clocks once, when it is made. */
function configured(metadata: ServerMetadata, clientId: string, authentication: ClientAuth, clock: Clock) {
  const aheadSeconds = Math.round((clock.now() - Date.now()) / 1000)
  const config = new Configuration(metadata, clientId, { [clockSkew]: aheadSeconds }, authentication)
  // The line has its own limit, on the house's clock.
  config.timeout = 0
  // Without it the library believes an ID token because of the line that it came over, whoever signed it.
  enableNonRepudiationChecks(config)
  return config
}

function authenticationOf(secret: string | null, how: OidcSettings['clientAuthentication']): ClientAuth {
  if (secret === null) return None()
  return how === 'basic' ? ClientSecretBasic(secret) : ClientSecretPost(secret)
}
