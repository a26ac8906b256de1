import type { Kysely } from 'kysely'
import { csvOf } from '../ground/csv.ts'
import type { Tables } from '../ground/store/tables.ts'

const HEADING = ['line', 'personId', 'kind', 'edition', 'state', 'documentNumber', 'sha256', 'fault']

/** What became of each line of a batch, as CSV in UTF-8 with CRLF (RFC 4180). */
export async function batchReport(db: Kysely<Tables>, batchId: string): Promise<string> {
  const rows = await db
    .selectFrom('batch_item')
    .leftJoin('document', 'document.document_id', 'batch_item.document_id')
    .select(['line', 'batch_item.person_id', 'batch_item.kind', 'batch_item.edition', 'batch_item.state'])
    .select(['document_number', 'sha256', 'fault'])
    .where('batch_id', '=', batchId)
    .orderBy('line')
    .execute()
  const lines = rows.map(row => [
    ...[row.line, row.person_id, row.kind, row.edition, row.state, row.document_number, row.sha256, row.fault],
  ])
  return `${csvOf([HEADING, ...lines])}\r\n`
}
