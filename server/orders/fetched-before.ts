import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { OpenVisit } from '../identity/identity.ts'

/**
 * Whether the paper that a visit collects has come out since the visit began, here or elsewhere. What led to it, a code or a mandate, is good
 * until then, and may have been shown at several kiosks before.
 */
export async function isFetchedBefore(db: Kysely<Tables>, visit: OpenVisit): Promise<boolean> {
  if (visit.documentId === null) return false
  const fetched = await db
    .selectFrom('print_order as o')
    .innerJoin('visit as v', 'v.visit_key', 'o.visit_key')
    .select('o.order_id')
    .where('o.document_id', '=', visit.documentId)
    .where('v.mandate_id', 'is not distinct from', visit.mandateId)
    .where('o.copies_delivered', '>', 0)
    .where('o.created_at', '>=', eb =>
      eb.selectFrom('visit').select('started_at').where('visit_key', '=', visit.visitKey),
    )
    .limit(1)
    .executeTakeFirst()
  return fetched !== undefined
}
