import type { Kysely } from 'kysely'
import type { DocumentPage } from '../../src/contract/document-desk-api.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Issuing, STATE_COLUMNS, standingOf } from '../issuing/issuing.ts'

const CHECKS_SHOWN = 200

export interface OneDocumentParts {
  readonly db: Kysely<Tables>
  readonly records: Pick<Issuing['records'], 'show'>
  readonly now: () => Date
}

/** Everything that is known of an issued document, and nothing of its contents; null where there is none. */
export async function oneDocument(
  { db, records, now }: OneDocumentParts,
  documentId: string,
): Promise<DocumentPage | null> {
  const row = await db
    .selectFrom('document')
    .select(['document_id', 'document_number', 'title_zh', 'title_en', 'kind', 'edition', 'person_id', 'terminal_id'])
    .select('template_version')
    .select(['name_masked_zh', 'name_masked_en', 'number_masked', 'issued_at', 'created_at', 'pages', ...STATE_COLUMNS])
    .where('document_id', '=', documentId)
    .where('state', '=', 'issued')
    .executeTakeFirst()
  if (!row) return null
  const shown = await records.show(documentId)
  const standing = standingOf(row, now())
  const newer =
    row.superseded_by === null
      ? undefined
      : await db
          .selectFrom('document')
          .select('document_number')
          .where('document_id', '=', row.superseded_by)
          .executeTakeFirst()
  const proof = await db
    .selectFrom('proof_upgrade')
    .select('level')
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  const checks = await db
    .selectFrom('document_check')
    .select(['hour', 'how', 'times'])
    .where('document_id', '=', documentId)
    .orderBy('hour', 'desc')
    .limit(CHECKS_SHOWN)
    .execute()
  return {
    ...{ documentId, documentNumber: row.document_number, kind: row.kind, edition: row.edition },
    title: { zh: row.title_zh, en: row.title_en },
    nameMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
    ...{ numberMasked: row.number_masked, issuedAt: (row.issued_at ?? row.created_at).toISOString() },
    ...{ state: standing.state, stateSince: standing.since?.toISOString() ?? null, reason: standing.reason },
    ...{ personId: row.person_id, pages: row.pages ?? 0, way: await wayOf(db, documentId, row.terminal_id) },
    replacedBy:
      row.superseded_by && newer ? { documentId: row.superseded_by, documentNumber: newer.document_number } : null,
    ...{ expiresAt: row.expires_at?.toISOString() ?? null, level: proof?.level ?? null },
    templateVersion: row.template_version,
    printed: [...(shown?.printed ?? [])],
    checks: checks.map(({ hour, how, times }) => ({ at: hour.toISOString(), how, times })),
  }
}

async function wayOf(db: Kysely<Tables>, documentId: string, terminalId: string | null): Promise<DocumentPage['way']> {
  const rowIn = async (table: 'application' | 'batch_item') =>
    (await db.selectFrom(table).select('document_id').where('document_id', '=', documentId).executeTakeFirst()) !==
    undefined
  if (await rowIn('application')) return 'web'
  if (terminalId !== null) return 'kiosk'
  return (await rowIn('batch_item')) ? 'batch' : 'desk'
}
