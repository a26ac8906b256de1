import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** A document that was made in a visit, and its price as it was then. */
export interface MadeInVisit {
  readonly kind: string
  readonly edition: string
  readonly unitPriceFen: number
}

/** What was made in a visit: whoever has seen it at a price gets it at that price while the visit runs, whatever was published since. */
export async function madeInVisit(db: Kysely<Tables>, visitKey: string): Promise<MadeInVisit[]> {
  const rows = await db
    .selectFrom('document')
    .select(['kind', 'edition', 'unit_price_fen'])
    .where('visit_key', '=', visitKey)
    .where('state', '=', 'issued')
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map(({ kind, edition, unit_price_fen }) => ({ kind, edition, unitPriceFen: unit_price_fen }))
}
