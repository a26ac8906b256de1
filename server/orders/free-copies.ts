import type { Kysely } from 'kysely'
import { type QuotaSetting, quotaKey, quotaLeft } from '../../src/rules/quota.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { GrantedCopies } from '../people/people.ts'
import { usedFreeCopies } from './quota-count.ts'

/** One count of free copies, and where it stands. */
export interface FreeCount {
  readonly quotaKey: string
  readonly limit: number
  readonly left: number
}

export interface FreeCopies {
  /**
   * The count from which an order takes its free copies. An order takes from one count alone, so it is the one with most left: that of
   * everybody as it is set where the order is made (null: on the web), raised by what was granted, or that of a waiver, which goes first where both have as many.
   */
  countFor(personId: string, kind: string, terminalId: string | null): Promise<FreeCount>
  /** The running count of everybody for a person and a kind: what is granted raises it. */
  runningKey(personId: string, kind: string): string
}

export interface FreeCopiesParts {
  readonly db: Kysely<Tables>
  readonly quota: QuotaSetting
  /** How many copies are free, by the terminal. */
  readonly settings: SettingsInForce
  readonly granted: GrantedCopies
  /** The local date, YYYY-MM-DD. */
  readonly today: () => string
}

export function createFreeCopies({ db, quota, settings, granted, today }: FreeCopiesParts): FreeCopies {
  const runningKey = (personId: string, kind: string) => quotaKey(quota, personId, kind, today())
  const standing = async (key: string, limit: number): Promise<FreeCount> => ({
    ...{ quotaKey: key, limit },
    left: quotaLeft(limit, await usedFreeCopies(db, key)),
  })
  return {
    runningKey,
    countFor: async (personId, kind, terminalId) => {
      const { freeCopies } = (await settings.at(terminalId)).copies
      const running = runningKey(personId, kind)
      const waivers = await granted.waiversOf(personId, kind)
      const counts = await Promise.all([
        ...waivers.map(waiver => standing(waiver.quotaKey, waiver.copies)),
        standing(running, freeCopies + (await granted.raisedBy(running))),
      ])
      return counts.reduce((best, one) => (one.left > best.left ? one : best))
    },
  }
}
