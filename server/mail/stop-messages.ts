import type { Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { StopReason } from './message-state.ts'
import { tell } from './note-outcome.ts'

/** Keeps back those that wait and are not on their way just now, and forgets what stands in all of them that have not to go any more. */
export async function stopMessages(
  tx: Transaction<Tables>,
  messageIds: readonly string[],
  because: StopReason,
  now: Date,
): Promise<void> {
  if (messageIds.length === 0) return
  const stopped = await tx
    .updateTable('message')
    .set({
      state: 'stopped',
      stopped_because: because,
      over_at: now,
      next_try_at: null,
      lease: null,
      lease_until: null,
    })
    .where('message_id', 'in', [...messageIds])
    .where('state', '=', 'waiting')
    .where(either => either.or([either('lease_until', 'is', null), either('lease_until', '<=', now)]))
    .returning(['message_id', 'kind', 'purpose', 'reference', 'tries'])
    .execute()
  for (const row of stopped) await tell(tx, 'message-stopped', row, now, { because })
  await tx
    .updateTable('message')
    .set({ content: null })
    .where('message_id', 'in', [...messageIds])
    .where('state', '<>', 'waiting')
    .execute()
}
