import type { Kysely, Selectable } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { DocumentOffer } from '../../src/contract/documents.ts'
import type { Documents } from '../documents/documents.ts'
import type { DocumentTable, Tables } from '../ground/store/tables.ts'

/** Documents that were made elsewhere and are fetched at a terminal, where they can be printed like those that are made there. */
export interface CollectedDocuments {
  /** As a visitor reads it; null when it is not to be had any more: it was never issued, was taken back, or is over. */
  look(documentId: string): Promise<DocumentOffer | null>
  /** Moves it into a visit, in which it is printed from now on. False when it was taken back meanwhile: then it stays where it is. */
  take(documentId: string, visit: { readonly terminalId: string; readonly visitKey: string }): Promise<boolean>
}

export function createCollectedDocuments(
  db: Kysely<Tables>,
  clock: Pick<Clock, 'now'>,
  { givesFile }: Pick<Documents, 'givesFile'>,
): CollectedDocuments {
  return {
    look: async documentId => {
      const row = await db
        .selectFrom('document')
        .selectAll()
        .where('document_id', '=', documentId)
        .where('state', '=', 'issued')
        .where('revoked_at', 'is', null)
        .where('superseded_at', 'is', null)
        .executeTakeFirst()
      return row && !isOver(row, clock.now()) ? { ...offerOf(row), hasFile: givesFile(row.kind) } : null
    },
    take: async (documentId, { terminalId, visitKey }) => {
      const taken = await db
        .updateTable('document')
        .set({ terminal_id: terminalId, visit_key: visitKey })
        .where('document_id', '=', documentId)
        .where('revoked_at', 'is', null)
        .returning('document_id')
        .executeTakeFirst()
      return taken !== undefined
    },
  }
}

const isOver = ({ expires_at }: Selectable<DocumentTable>, nowMs: number): boolean =>
  expires_at !== null && expires_at.getTime() <= nowMs

function offerOf(row: Selectable<DocumentTable>): Omit<DocumentOffer, 'hasFile'> {
  return {
    ...{ kind: row.kind, edition: row.edition, unitPriceFen: row.unit_price_fen, unavailable: null },
    title: { zh: row.title_zh, en: row.title_en },
    // By its number its person knows it again among others of the kind.
    detail: { zh: `编号 ${row.document_number}`, en: `No. ${row.document_number}` },
  }
}
