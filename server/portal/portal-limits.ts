import type { Limit, MakeLimit } from '../ground/limits/limit.ts'
import { sha256Hex } from '../ground/store/content-store.ts'

/** How often one person may have done what costs something, and one address may look at shared links. */
export interface PortalLimits {
  readonly drafts: Limit
  readonly pictures: Limit
  readonly files: Limit
  readonly lettersOfPerson: Limit
  readonly lettersOfApplication: Limit
  readonly shares: Limit
  readonly pickups: Limit
  readonly mandates: Limit
  readonly sharedPages: Limit
  readonly myData: Limit
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export function portalLimits(limit: MakeLimit): PortalLimits {
  const make = (name: string, times: number, timesOfAll: number, windowMs: number) =>
    limit(`portal ${name}`, { times, timesOfAll, windowMs })
  /** A person's key is the university's, and may look like an address of a net, of which a limit counts but the beginning. */
  const ofPerson = (...rule: Parameters<typeof make>): Limit => {
    const counted = make(...rule)
    return { allow: personId => counted.allow(sha256Hex(personId)) }
  }
  return {
    drafts: ofPerson('drafts', 20, 50_000, DAY_MS),
    pictures: ofPerson('pictures', 600, 60_000, 10 * MINUTE_MS),
    files: ofPerson('files', 60, 20_000, 60 * MINUTE_MS),
    lettersOfPerson: ofPerson('letters of person', 30, 50_000, DAY_MS),
    lettersOfApplication: make('letters of application', 10, 50_000, DAY_MS),
    shares: ofPerson('shares', 20, 50_000, DAY_MS),
    pickups: ofPerson('codes of collection', 20, 50_000, DAY_MS),
    myData: ofPerson('my data', 5, 10_000, DAY_MS),
    mandates: ofPerson('mandates', 10, 20_000, DAY_MS),
    // A whole office may have one address.
    sharedPages: make('shared pages', 120, 6_000, MINUTE_MS),
  }
}
