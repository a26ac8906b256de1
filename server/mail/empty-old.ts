import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

const KEPT_MS = 30 * 24 * 3_600_000

/** What stood in messages, and to whom they went, is kept for thirty days after their end; what became of them stays. */
export async function emptyOld(db: Kysely<Tables>, now: Date): Promise<void> {
  await db
    .updateTable('message')
    .set({ content: null })
    .where('content', 'is not', null)
    .where('state', '<>', 'waiting')
    .where('over_at', '<=', new Date(now.getTime() - KEPT_MS))
    .execute()
}
