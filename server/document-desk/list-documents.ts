import { type Kysely, type SqlBool, sql } from 'kysely'
import type { DocumentLine } from '../../src/contract/document-desk-api.ts'
import type { DocumentState } from '../../src/verification/states.ts'
import { pageOf, readCursor } from '../ground/keyset.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from '../issuing/issuing.ts'

export interface DocumentWish {
  /** One document alone. */
  readonly documentId?: string | undefined
  readonly personIds?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly state?: DocumentState | undefined
  /** Issued at this moment or later, and before that one. */
  readonly from?: Date | undefined
  readonly before?: Date | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** What was issued, the newest first. */
export async function listDocuments(
  db: Kysely<Tables>,
  wish: DocumentWish,
  now: Date,
): Promise<{ rows: DocumentLine[]; next: string | null }> {
  const { documentId, personIds, kind, state, from, before, limit } = wish
  if (personIds?.length === 0) return { rows: [], next: null }
  let asked = db
    .selectFrom('document')
    .select(['document_id', 'document_number', 'title_zh', 'title_en', 'kind', 'edition', 'issued_at', 'created_at'])
    .select(['name_masked_zh', 'name_masked_en', 'number_masked', ...STATE_COLUMNS])
    .where('state', '=', 'issued')
  if (documentId !== undefined) asked = asked.where('document_id', '=', documentId)
  if (personIds !== undefined) asked = asked.where('person_id', 'in', [...personIds])
  if (kind !== undefined) asked = asked.where('kind', '=', kind)
  if (state !== undefined) asked = asked.where(isIn(state, now))
  if (from !== undefined) asked = asked.where('issued_at', '>=', from)
  if (before !== undefined) asked = asked.where('issued_at', '<', before)
  const place = readCursor(wish.after)
  if (place)
    asked = asked.where(sql<SqlBool>`(issued_at, document_id) < (${place.at.toISOString()}::timestamptz, ${place.id})`)
  const found = await asked
    .orderBy('issued_at', 'desc')
    .orderBy('document_id', 'desc')
    .limit(limit + 1)
    .execute()
  const { rows, next } = pageOf(found, limit, row => ({ at: row.issued_at ?? row.created_at, id: row.document_id }))
  return {
    next,
    rows: rows.map(row => ({
      ...{ documentId: row.document_id, documentNumber: row.document_number, kind: row.kind, edition: row.edition },
      title: { zh: row.title_zh, en: row.title_en },
      nameMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
      ...{ numberMasked: row.number_masked, issuedAt: (row.issued_at ?? row.created_at).toISOString() },
      state: standingOf(row, now).state,
    })),
  }
}

/** As `standingOf` has it. What was ended names the condition of its index. */
function isIn(state: DocumentState, now: Date) {
  const isOver = sql<SqlBool>`(expires_at is not null and expires_at <= ${now})`
  switch (state) {
    case 'revoked':
      return sql<SqlBool>`(revoked_at is not null or superseded_at is not null) and revoked_at is not null`
    case 'replaced':
      return sql<SqlBool>`(revoked_at is not null or superseded_at is not null) and revoked_at is null`
    case 'expired':
      return sql<SqlBool>`revoked_at is null and superseded_at is null and ${isOver}`
    case 'valid':
      return sql<SqlBool>`revoked_at is null and superseded_at is null and not ${isOver}`
  }
}
