import { z } from 'zod'
import { secureUrl } from '../../../src/secure-url.ts'

/** A scope as RFC 6749 spells it. */
const scope = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/)

/** How the house is known to an OpenID provider. `at` makes a path absolute. */
export function oidcSettingsSchema(at: (path: string) => string) {
  return z.strictObject({
    /** As the provider writes itself; its metadata are looked for under it. */
    issuer: secureUrl.max(500).refine(url => !/[?#]/.test(url), 'no query and no fragment'),
    clientId: z.string().min(1).max(255),
    /** The client's secret is the first line; null for a client that has none. */
    clientSecretFile: z.string().min(1).transform(at).nullable().default(null),
    /** How the secret is shown at the token endpoint: as the client is registered. */
    clientAuthentication: z.enum(['basic', 'post']).default('basic'),
    scopes: z
      .array(scope)
      .max(20)
      .default(['openid', 'profile'])
      .refine(scopes => scopes.includes('openid'), 'must hold openid'),
    /** For providers that keep the number out of the ID token: their userinfo endpoint is asked as well. */
    asksUserInfo: z.boolean().default(false),
  })
}
export type OidcSettings = z.output<ReturnType<typeof oidcSettingsSchema>>
