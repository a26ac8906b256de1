import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Tables } from '../store/tables.ts'

/** What is counted, and of whom. `who` never reaches the database: a pseudonym of it does. */
export interface Counted {
  readonly name: string
  readonly who: string
}

/** Counts in spans of time that begin with the first count, in the database: for all servers on it, and over every restart. */
export interface RateCounts {
  /** Counts each once more; resolves with how often in the span that runs, in the order of `counted`, which names nothing twice. */
  count(counted: readonly Counted[], windowMs: number): Promise<readonly Count[]>
  /** Takes one back that turned out to be none. */
  takeBack(counted: Counted): Promise<void>
  /** Deletes what has run out. */
  tidy(): Promise<void>
}

export interface Count {
  readonly count: number
  /** How long its span goes on. */
  readonly leftMs: number
}

/** `key` makes pseudonyms. */
export function createRateCounts(db: Kysely<Tables>, clock: Clock, key: Uint8Array): RateCounts {
  const pseudonym = (who: string) => createHmac('sha256', key).update(who).digest('base64url').slice(0, 22)
  return {
    count: async (counted, windowMs) => {
      const nowMs = clock.now()
      const [now, end] = [new Date(nowMs), new Date(nowMs + windowMs)]
      // A span that ends later than any could is of a clock that was set back since, and would go on for as long as that.
      const goesOn = sql<boolean>`rate_count.ends_at > ${now} and rate_count.ends_at <= ${new Date(nowMs + 2 * windowMs)}`
      const rows = await db
        .insertInto('rate_count')
        .values(counted.map(({ name, who }) => ({ name, who: pseudonym(who), count: 1, ends_at: end })))
        .onConflict(conflict =>
          conflict.columns(['name', 'who']).doUpdateSet({
            // It stops long before the largest number that the column holds.
            count: sql`case when ${goesOn} then least(rate_count.count + 1, 1000000000) else 1 end`,
            ends_at: sql`case when ${goesOn} then rate_count.ends_at else excluded.ends_at end`,
          }),
        )
        .returning(['name', 'who', 'count', 'ends_at'])
        .execute()
      return counted.map(({ name, who }) => {
        const row = rows.find(one => one.name === name && one.who === pseudonym(who))
        if (!row) throw new Error('what was counted was not written')
        return { count: row.count, leftMs: Math.max(0, row.ends_at.getTime() - nowMs) }
      })
    },
    takeBack: async ({ name, who }) => {
      await db
        .updateTable('rate_count')
        .set({ count: sql`greatest(count - 1, 0)` })
        .where('name', '=', name)
        .where('who', '=', pseudonym(who))
        .execute()
    },
    tidy: async () => {
      await db.deleteFrom('rate_count').where('ends_at', '<=', new Date(clock.now())).execute()
    },
  }
}
