import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Tables } from '../ground/store/tables.ts'

/** A look that comes later than this after the one before has missed something: the server was down, or its database away. */
const GAP_MS = 60_000

/** Knows since when somebody has listened to the terminals without a break. */
export interface Watch {
  /** Says that somebody listens now, and since when without a break: silence of before says nothing. */
  look(): Promise<number>
}

/** Every server on the database listens; what one heard stands there for all. */
export function createWatch(db: Kysely<Tables>, clock: Pick<Clock, 'now'>): Watch {
  let sinceMs: number | null = null
  let lookedMs = Number.NEGATIVE_INFINITY
  return {
    look: async () => {
      const nowMs = clock.now()
      const now = new Date(nowMs)
      const before = await db.transaction().execute(async tx => {
        const row = await tx.selectFrom('fleet_watch').select('alive_at').forUpdate().executeTakeFirst()
        await tx
          .insertInto('fleet_watch')
          .values({ one: 1, alive_at: now })
          .onConflict(conflict => conflict.column('one').doUpdateSet({ alive_at: now }))
          .execute()
        if (row && nowMs - row.alive_at.getTime() > GAP_MS)
          await tx
            .insertInto('fleet_gap')
            .values({ from_at: row.alive_at, until_at: now })
            .onConflict(conflict => conflict.doNothing())
            .execute()
        return row?.alive_at.getTime() ?? null
      })
      const isBroken = before === null || Math.abs(nowMs - before) > GAP_MS
      const wasHere = Math.abs(nowMs - lookedMs) <= GAP_MS
      // Another server may have listened while this one did not; this one can't know since when.
      if (sinceMs === null || isBroken || !wasHere) sinceMs = nowMs
      lookedMs = nowMs
      return sinceMs
    },
  }
}
