import { type Kysely, sql } from 'kysely'
import type { ListEntry } from '../../src/verification/revocation-list.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from './document-state.ts'

/** A document that was revoked or replaced, by the names that its files have. */
export type EndedDocument = ListEntry

export async function endingsSoFar(db: Kysely<Tables>): Promise<number> {
  const { changes } = await db
    .selectFrom('document')
    .select(sql<number>`(count(revoked_at) + count(superseded_at))::integer`.as('changes'))
    .where(either => either.or([either('revoked_at', 'is not', null), either('superseded_at', 'is not', null)]))
    .executeTakeFirstOrThrow()
  return changes
}

export async function endedDocuments(db: Kysely<Tables>, limit: number, now: Date): Promise<EndedDocument[]> {
  const rows = await db
    .selectFrom('document')
    .select(['document.sha256', 'document.signed_digest', ...STATE_COLUMNS])
    .where(either => either.or([either('revoked_at', 'is not', null), either('superseded_at', 'is not', null)]))
    .where('state', '=', 'issued')
    .orderBy('document.document_id')
    .limit(limit)
    .execute()
  return rows.flatMap(row => {
    const { state, since, reason } = standingOf(row, now)
    if (row.sha256 === null || since === null || (state !== 'revoked' && state !== 'replaced')) return []
    const { sha256, signed_digest: signedDigest } = row
    return [{ signedDigest, sha256, state, since: since.toISOString(), reason }]
  })
}
