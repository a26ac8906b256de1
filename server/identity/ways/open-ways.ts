import type { Clock } from '../../../src/clock.ts'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { createCasWay } from '../cas/cas-way.ts'
import { openOidc } from '../oidc/open-oidc.ts'
import type { SubjectMapping } from '../subject-mapping.ts'
import { openWecom } from '../wecom/open-wecom.ts'
import type { LoginWay, RedirectWay } from './way.ts'
import type { WaysSettings } from './ways-settings.ts'

/** A way in that the site has configured. */
export interface OpenWay {
  readonly way: RedirectWay
  readonly person: SubjectMapping
  readonly label: Bilingual
  /** Where a browser leaves the provider's own login; null where there is no such place. */
  readonly logoutUrl: string | null
  /** The provider's name of a login that a POST to the address of return says is over; null for anything else, and for all that say none. */
  readonly endedSession: (body: string) => string | null
}

/** By name, in the order in which they are offered. */
export type OpenWays = ReadonlyMap<LoginWay, OpenWay>

/** Opens what the site has configured. Rejects when a file of a secret cannot be read; a provider may be away. */
export async function openWays({ wecom, cas, oidc }: WaysSettings, clock: Clock): Promise<OpenWays> {
  const none = { logoutUrl: null, endedSession: () => null }
  const open = new Map<RedirectWay['way'], OpenWay>()
  if (cas) {
    const way = createCasWay(cas.server, { clock })
    open.set('cas', { ...cas, way, logoutUrl: way.logoutUrl(null), endedSession: way.endedSession })
  }
  if (oidc) open.set('oidc', { ...oidc, way: await openOidc(oidc.provider, clock), ...none })
  // Last but in WeCom, where it stands first: elsewhere it is a code to be scanned by another phone.
  if (wecom) open.set('wecom', { ...wecom, way: await openWecom(wecom.app, clock), ...none })
  return open
}
