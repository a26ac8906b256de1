import { type Kysely, sql } from 'kysely'
import type { RecordCheck } from '../../src/contract/history-api.ts'
import type { Ground } from '../ground/ground.ts'
import type { Tables } from '../ground/store/tables.ts'

const HOUR_MS = 3_600_000
const LISTED_MAX = 100

/** Writes down that documents were checked. A check that was answered is none the worse when that fails. */
export async function noteChecks(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
  how: 'code' | 'file',
  documentIds: readonly string[],
): Promise<void> {
  const hour = new Date(Math.floor(clock.now() / HOUR_MS) * HOUR_MS)
  // In one order always: two that note the same never wait for each other.
  const ids = [...new Set(documentIds)].sort()
  if (ids.length === 0) return
  try {
    await db
      .insertInto('document_check')
      .values(ids.map(document_id => ({ document_id, how, hour })))
      .onConflict(same =>
        same.columns(['document_id', 'how', 'hour']).doUpdateSet({ times: sql<number>`document_check.times + 1` }),
      )
      .execute()
  } catch (error) {
    log.warn({ err: error }, 'a check was not written down')
  }
}

/** The checks of a document by its code or file, and the certificates that were taken, newest first. */
export async function checksOf(db: Kysely<Tables>, documentId: string): Promise<RecordCheck[]> {
  const checks = await db
    .selectFrom('document_check')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('hour', 'desc')
    .limit(LISTED_MAX)
    .execute()
  const certificates = await db
    .selectFrom('verification_certificate')
    .select('issued_at')
    .where('document_id', '=', documentId)
    .orderBy('issued_at', 'desc')
    .limit(LISTED_MAX)
    .execute()
  return [
    ...checks.map(({ hour, how, times }) => ({ at: hour.toISOString(), how, times })),
    ...certificates.map(({ issued_at }) => ({ at: issued_at.toISOString(), how: 'certificate' as const, times: 1 })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
}
