import type { Transaction } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type JournalEntry, journalKey, type ReadJournal, readJournal } from './journal.ts'

/** What was begun so long before the moment of a backup is over in it, and its row may be gone by age. */
const SLACK_MS = 24 * 3_600_000

/** Why a journal does not say whom a backup would bring back, by its file. */
export type JournalTrouble = Readonly<Record<string, 'missing' | 'damaged' | 'began-later' | 'incomplete'>>

/**
 * All erasings that the journals of these files have. Refused unless one of them reaches from the moment of the backup on: nobody knows
 * otherwise whose data would come back with it.
 */
export async function journalSince(
  files: readonly string[],
  serverSecret: Uint8Array,
  { madeAt, erasures }: { readonly madeAt: string; readonly erasures: readonly string[] },
): Promise<Result<readonly JournalEntry[], JournalTrouble>> {
  const key = journalKey(serverSecret)
  const trouble: Record<string, JournalTrouble[string]> = {}
  const entries = new Map<string, JournalEntry>()
  let isComplete = false
  for (const file of files) {
    const read = await readJournal(file, key)
    const wrong = read.ok ? whatLacks(read.value, madeAt, erasures) : read.error
    if (wrong === null) isComplete = true
    else trouble[file] = wrong
    if (read.ok) for (const entry of read.value.entries) entries.set(entry.erasureId, entry)
  }
  return isComplete ? ok([...entries.values()]) : err(trouble)
}

function whatLacks({ since, entries }: ReadJournal, madeAt: string, erasures: readonly string[]) {
  if (Date.parse(since) > Date.parse(madeAt)) return 'began-later'
  const known = new Set(entries.map(({ erasureId }) => erasureId))
  return erasures.every(one => known.has(one)) ? null : 'incomplete'
}

/**
 * Writes down, in the tables of a backup, what has been erased since: it is carried out before anybody is served. What the backup already
 * says to be done stays done, for its person may have come anew. Returns how many there are.
 */
export async function eraseAgain(
  tx: Transaction<Tables>,
  entries: readonly JournalEntry[],
  madeAt: string,
  now: Date,
): Promise<number> {
  let again = 0
  for (const { erasureId, begunAt, personIds, accountIds } of entries) {
    const row = await tx.selectFrom('erasure').select('state').where('erasure_id', '=', erasureId).executeTakeFirst()
    if (row?.state === 'done') continue
    if (!row && Date.parse(begunAt) < Date.parse(madeAt) - SLACK_MS) continue
    const whom = { person_ids: JSON.stringify(personIds), account_ids: JSON.stringify(accountIds), letters_to: null }
    // Its person was told of it then.
    const due = {
      ...whom,
      state: 'under-way' as const,
      next_look_at: now,
      restored_at: now,
      failures: 0,
      over_at: null,
    }
    const begun = new Date(begunAt)
    if (row) await tx.updateTable('erasure').set(due).where('erasure_id', '=', erasureId).execute()
    else
      await tx
        .insertInto('erasure')
        .values({ ...due, erasure_id: erasureId, asked_at: begun, due_at: begun })
        .execute()
    await tx.deleteFrom('erased_room').where('erasure_id', '=', erasureId).execute()
    again += 1
  }
  return again
}
