import type { Clock } from '../../../src/clock.ts'
import { readSecret } from '../../ground/secret-file.ts'
import type { RedirectWay } from '../ways/way.ts'
import { createKnownProvider } from './known-provider.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { createOidcWay } from './oidc-way.ts'

/** Opens the way in over an OpenID provider. Rejects when the file of the secret cannot be read; the provider itself may be away. */
export async function openOidc(settings: OidcSettings, clock: Clock): Promise<RedirectWay> {
  const { clientSecretFile } = settings
  const secret = clientSecretFile === null ? null : await readSecret(clientSecretFile)
  return createOidcWay(createKnownProvider(settings, secret, clock), settings)
}
