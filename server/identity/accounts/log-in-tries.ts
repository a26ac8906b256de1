import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { DAY_MS } from './account-rules.ts'

const FIRST_WAIT_MS = 15_000
/** The right holder is never shut out for longer, whatever others do; and a renewed password opens at once. */
const WAIT_MAX_MS = 60 * 60_000
/** After so long without a failure all is forgotten. */
const FORGOTTEN_MS = DAY_MS

/** Of whom failures are counted, and how many are free. */
export interface CountedTries {
  /** A pseudonym. */
  readonly who: string
  readonly free: number
}

/** Tries at a secret, counted in the database before they are looked at: for all servers, over restarts, and for those made at once. */
export interface Tries {
  /** Takes a try from each; when one has to wait none is taken. */
  take(
    counted: readonly CountedTries[],
  ): Promise<{ readonly waitMs: number } | { readonly failures: readonly number[] }>
  /** It was right: the failures of `who` are forgotten. */
  forget(who: string): Promise<void>
  /** It was right: this one was none, but those before it stay. */
  giveBack(who: string): Promise<void>
  tidy(): Promise<void>
}

/** How long the next try waits after so many failures: 15 s after the free ones, and each time twice as long. */
export const waitAfter = (failures: number, free: number): number =>
  failures < free ? 0 : Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 20))

class MustWait extends Error {
  readonly who: string
  constructor(who: string) {
    super('too many tries')
    this.who = who
  }
}

export function createTries(db: Kysely<Tables>, clock: Clock): Tries {
  const at = (ms: number) => new Date(ms)
  const takeOne = async (tx: Transaction<Tables>, { who, free }: CountedTries): Promise<number> => {
    const nowMs = clock.now()
    const isForgotten = sql<boolean>`account_try.last_at <= ${at(nowMs - FORGOTTEN_MS)}`
    const row = await tx
      .insertInto('account_try')
      .values({ who, failures: 1, last_at: at(nowMs), free_at: at(nowMs + waitAfter(1, free)) })
      .onConflict(conflict =>
        conflict
          .column('who')
          .doUpdateSet({
            failures: sql`case when ${isForgotten} then 1 else least(account_try.failures + 1, 1000000) end`,
            last_at: at(nowMs),
          })
          // A wait that is longer than any is of a clock that was set back since.
          .where(sql<boolean>`account_try.free_at <= ${at(nowMs)} or account_try.free_at > ${at(nowMs + WAIT_MAX_MS)}`),
      )
      .returning('failures')
      .executeTakeFirst()
    if (!row) throw new MustWait(who)
    const free_at = at(nowMs + waitAfter(row.failures, free))
    await tx.updateTable('account_try').set({ free_at }).where('who', '=', who).execute()
    return row.failures
  }
  return {
    take: async counted => {
      // In one order: two that count the same never wait for each other.
      const ordered = [...counted].sort((a, b) => (a.who < b.who ? -1 : 1))
      try {
        const taken = await db.transaction().execute(async tx => {
          const failures = new Map<string, number>()
          for (const one of ordered) failures.set(one.who, await takeOne(tx, one))
          return failures
        })
        return { failures: counted.map(({ who }) => taken.get(who) ?? 0) }
      } catch (error) {
        if (!(error instanceof MustWait)) throw error
        const row = await db.selectFrom('account_try').select('free_at').where('who', '=', error.who).executeTakeFirst()
        return { waitMs: Math.max(1_000, (row?.free_at.getTime() ?? 0) - clock.now()) }
      }
    },
    forget: async who => {
      await db.deleteFrom('account_try').where('who', '=', who).execute()
    },
    giveBack: async who => {
      await db
        .updateTable('account_try')
        .set({ failures: sql`greatest(failures - 1, 0)`, free_at: at(clock.now()) })
        .where('who', '=', who)
        .execute()
    },
    tidy: async () => {
      await db
        .deleteFrom('account_try')
        .where('last_at', '<=', at(clock.now() - FORGOTTEN_MS))
        .execute()
    },
  }
}
