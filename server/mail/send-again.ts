import { type Kysely, sql } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { stateOfRow } from './message-rows.ts'
import type { MessageState } from './message-state.ts'
import { tell } from './note-outcome.ts'

export type NotAgain = 'no-message' | 'still-waiting' | 'content-gone'

const HOUR_MS = 3_600_000

/** Puts a message that is over into the outbox once more, for as long as it had at first, an hour at least. Its Message-ID stays. */
export const sendAgain = (db: Kysely<Tables>, messageId: string, now: Date): Promise<Result<MessageState, NotAgain>> =>
  db.transaction().execute(async tx => {
    const row = await tx
      .selectFrom('message')
      .selectAll()
      .where('message_id', '=', messageId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return err('no-message')
    if (row.state === 'waiting') return err('still-waiting')
    if (row.content === null) return err('content-gone')
    const spanMs = Math.max(row.send_by.getTime() - row.posted_at.getTime(), HOUR_MS)
    const waiting = await tx
      .updateTable('message')
      .set({
        ...{ state: 'waiting', next_try_at: now, send_by: new Date(now.getTime() + spanMs), over_at: null },
        ...{ reason: null, stopped_because: null, reply: null, sent_at: null, tries: sql<number>`0` },
      })
      .where('message_id', '=', messageId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await tell(tx, 'message-sent-again', row, now)
    return ok(stateOfRow(waiting))
  })
