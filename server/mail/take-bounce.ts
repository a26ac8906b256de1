import type { Kysely } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type MessageRow, stateOfRow } from './message-rows.ts'
import type { MessageState } from './message-state.ts'
import { tell } from './note-outcome.ts'
import { plainReply } from './one-line.ts'
import { readBounce } from './read-bounce.ts'

export interface TakenBounce {
  readonly messageId: string
  /** Whether it was delivered after all, is delayed over there, or has come back. */
  readonly action: string
  readonly state: MessageState
}

/** Notes what a returned letter says with the letter that it is about. Nothing is changed by anything but a failure. */
export async function takeBounce(
  db: Kysely<Tables>,
  source: string,
  now: Date,
): Promise<Result<TakenBounce, 'no-status' | 'no-letter'>> {
  const { tokens, status } = readBounce(source)
  if (status === null) return err('no-status')
  if (tokens.length === 0) return err('no-letter')
  return db.transaction().execute(async tx => {
    const rows = await tx
      .selectFrom('message')
      .selectAll()
      .where('token', 'in', [...tokens])
      .where('kind', '=', 'letter')
      .forUpdate()
      .execute()
    const [row] = rows
    // One that quotes another letter is about nobody knows which.
    if (!row || rows.length > 1) return err('no-letter')
    const { action, code, why } = status
    const taken = (state: MessageRow) => ok({ messageId: row.message_id, action, state: stateOfRow(state) })
    if (action !== 'failed' || row.state === 'bounced') return taken(row)
    const changed = await tx
      .updateTable('message')
      .set({
        ...{ state: 'bounced', reason: 'returned', over_at: now, next_try_at: null, lease: null, lease_until: null },
        reply: plainReply(`${code} ${why}`),
      })
      .where('message_id', '=', row.message_id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await tell(tx, 'message-bounced', row, now, { reason: 'returned' })
    return taken(changed)
  })
}
