import type { Clock } from '../../../src/clock.ts'
import { addressGroup } from './address-group.ts'
import type { RateCounts } from './rate-counts.ts'

/** How often something may be done in a span of time: by one (an address group, a terminal), and by everybody together. */
export interface LimitRule {
  readonly times: number
  readonly timesOfAll: number
  readonly windowMs: number
}

export interface Limit {
  /** Whether `who`, an address or the name of a caller, may do it once more now; counts it when so. */
  allow(who: string): Promise<boolean>
}

/** Makes limits, each under a name of its own. */
export type MakeLimit = (name: string, rule: LimitRule) => Limit

/** Who was refused is remembered here, so that a flood asks nothing of the database; so many at once. */
const REMEMBERED = 10_000
const EVERYBODY = 'everybody'

export const createLimits =
  (counts: RateCounts, clock: Clock): MakeLimit =>
  (name, { times, timesOfAll, windowMs }) => {
    const refused = new Map<string, number>()
    const isRefused = (who: string) => (refused.get(who) ?? 0) > clock.monotonic()
    const refuse = (who: string, leftMs: number) => {
      refused.delete(who)
      refused.set(who, clock.monotonic() + leftMs)
      const oldest = refused.keys().next()
      if (refused.size > REMEMBERED && !oldest.done) refused.delete(oldest.value)
    }
    return {
      allow: async caller => {
        const who = addressGroup(caller)
        if (isRefused(who) || isRefused(EVERYBODY)) return false
        // In this order always: two statements that count the same never wait for each other.
        const counted = [
          { name, who },
          { name: `${name} of all`, who: EVERYBODY },
        ] as const
        const [own, all] = await counts.count(counted, windowMs)
        if (own && own.count > times) refuse(who, own.leftMs)
        else if (all && all.count > timesOfAll) refuse(EVERYBODY, all.leftMs)
        else return true
        return false
      },
    }
  }
