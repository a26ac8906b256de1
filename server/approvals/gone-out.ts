import { sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** Steps of an application by which nobody has the document yet. */
const WITHIN_THE_HOUSE = ['shared', 'share-ended', 'share-locked']

/**
 * Whether a document has left the house in any way: as a file, in a letter, over a link, or at a kiosk. Holds its row until the transaction
 * ends, so that it does not begin to leave meanwhile at a kiosk.
 */
export async function hasGoneOut(
  tx: Transaction<Tables>,
  { applicationId, documentId }: { readonly applicationId: string; readonly documentId: string },
): Promise<boolean> {
  const document = await tx
    .selectFrom('document')
    .select('visit_key')
    .where('document_id', '=', documentId)
    .forUpdate()
    .executeTakeFirst()
  if (!document || document.visit_key !== null) return true
  const found = await sql<{ is_out: boolean }>`
    select exists (select 1 from application_step where application_id = ${applicationId} and what not in (${sql.join(WITHIN_THE_HOUSE)}))
      or exists (select 1 from delivery where application_id = ${applicationId})
      or exists (select 1 from share_link where application_id = ${applicationId} and opened_count > 0)
      or exists (select 1 from print_order where document_id = ${documentId}) as is_out
  `.execute(tx)
  return found.rows[0]?.is_out ?? true
}
