import type { Kysely } from 'kysely'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { type Proof, suffices } from '../../../src/rules/assurance.ts'
import type { Documents } from '../../documents/documents.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { PersonId } from '../../records/records.ts'
import { mandateRows, stateOfMandate } from './mandate-rows.ts'

/** What somebody at a kiosk may collect for another person. */
export interface OpenErrand {
  readonly mandateId: string
  /** The register of the collector that was named. */
  readonly personId: PersonId
  readonly documentId: string
  readonly title: Bilingual
  readonly ownerMasked: Bilingual
}

/** Looks for what people may collect with what they have shown: no less than the document's owner would have to show for it. */
export const openErrandsOf =
  (parts: {
    readonly db: Kysely<Tables>
    readonly clock: { now(): number }
    readonly documents: Pick<Documents, 'assuranceFor'>
  }) =>
  async (personIds: readonly string[], proofs: readonly Proof[]): Promise<OpenErrand[]> => {
    if (personIds.length === 0) return []
    const now = new Date(parts.clock.now())
    const rows = await mandateRows(parts.db)
      .where('collector_id', 'in', [...personIds])
      .where('mandate.ended_at', 'is', null)
      .where('mandate.ends_at', '>', now)
      .orderBy('mandate.made_at')
      .execute()
    const isEnough = (kind: string) => suffices(proofs, parts.documents.assuranceFor(kind), now.getTime())
    return rows
      .filter(row => stateOfMandate(row, now) === 'open' && isEnough(row.kind))
      .map(row => ({
        ...{ mandateId: row.mandate_id, personId: row.collector_id as PersonId, documentId: row.document_id },
        title: { zh: row.title_zh, en: row.title_en },
        ownerMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
      }))
  }
