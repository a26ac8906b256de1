import { type Kysely, sql } from 'kysely'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { MessageKind, MessageRow } from './message-rows.ts'

const MINUTE_MS = 60_000
/** An arbitrary number: servers that keep to one pace count one after the other. */
const LOCK_NUMBERS: Readonly<Record<MessageKind, number>> = { letter: 7_203_196, text: 7_203_197 }

export interface Claim {
  readonly kind: MessageKind
  readonly leaseMs: number
  /** By all servers on the database together. */
  readonly ratePerMinute: number
}

/** Whether anything is to be done at all: most rounds ask no more than this. */
export async function isAnythingDue(db: Kysely<Tables>, kind: MessageKind, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .select('message_id')
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
    .where(either => either.or([either('next_try_at', '<=', now), either('send_by', '<=', now)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Claims the message that is due and has waited longest: for the time of the lease it is nobody else's. Null when none is due, or enough
 * have gone in the last minute. A message whose lease has run out was begun by a server that has ended since: nobody knows how it went.
 */
export const claimMessage = (
  db: Kysely<Tables>,
  { kind, leaseMs, ratePerMinute }: Claim,
  now: Date,
): Promise<MessageRow | null> =>
  db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_NUMBERS[kind])})`.execute(tx)
    const { count } = await tx
      .selectFrom('message')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('kind', '=', kind)
      .where('tried_at', '>', new Date(now.getTime() - MINUTE_MS))
      .executeTakeFirstOrThrow()
    if (Number(count) >= ratePerMinute) return null
    const row = await tx
      .updateTable('message')
      .set({
        ...{ lease: randomId(), lease_until: new Date(now.getTime() + leaseMs), tried_at: now },
        tries: sql<number>`tries + 1`,
        is_unclear: sql<boolean>`is_unclear or lease is not null`,
      })
      .where('message_id', 'in', eb =>
        eb
          .selectFrom('message')
          .select('message_id')
          .where('kind', '=', kind)
          .where('state', '=', 'waiting')
          .where('next_try_at', '<=', now)
          .where('send_by', '>', now)
          .where(either => either.or([either('lease_until', 'is', null), either('lease_until', '<=', now)]))
          .orderBy('next_try_at')
          .orderBy('seq')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst()
    return row ?? null
  })
