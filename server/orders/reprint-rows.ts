import type { Selectable, Transaction } from 'kysely'
import type { DocumentId } from '../../src/contract/ids.ts'
import type { PreparedDocument } from '../../src/contract/issuing-api.ts'
import { randomId, randomReadable } from '../ground/random-id.ts'
import type { DocumentTable, Tables } from '../ground/store/tables.ts'
import type { OrderRow } from './order-machine.ts'
import { audit } from './orders-audit.ts'

/** A reprint to be written down. */
export interface ReprintWish {
  readonly first: OrderRow
  readonly jobId: string
  readonly terminalId: string
  readonly visitKey: string
  readonly copies: number
  /** The local date, YYYY-MM-DD. */
  readonly day: string
  /** Whether the printer's record supports it, or staff have given a code for it. */
  readonly by: 'rule' | 'code'
}

/** Writes a reprint down. The caller has locked what says that it may be. */
export async function insertReprint(tx: Transaction<Tables>, wish: ReprintWish, now: Date): Promise<OrderRow> {
  const { first, terminalId, copies, by } = wish
  const row = await tx
    .insertInto('print_order')
    .values({
      order_id: randomId(),
      job_id: wish.jobId,
      order_number: `${wish.day.slice(2).replaceAll('-', '')}-${randomReadable(7)}`,
      terminal_id: terminalId,
      visit_key: wish.visitKey,
      document_id: first.document_id,
      quota_key: first.quota_key,
      copies,
      free_copies: 0,
      unit_price_fen: 0,
      amount_fen: 0,
      state: 'ready',
      reprint_of: first.order_id,
      created_at: now,
      ready_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(tx, now, {
    event: 'reprint-opened',
    subject: row.order_id,
    terminalId,
    detail: { reprintOf: first.order_id, documentId: first.document_id, copies, by },
  })
  return row
}

/** An order, locked: two that ask about its reprints are heard one after the other. */
export const lockOrderById = (tx: Transaction<Tables>, orderId: string): Promise<OrderRow> =>
  tx.selectFrom('print_order').selectAll().where('order_id', '=', orderId).forUpdate().executeTakeFirstOrThrow()

type Document = Selectable<DocumentTable>

/** The document as it was signed, while it may still be printed; undefined when it was taken back or replaced. */
export const printableDocument = (tx: Transaction<Tables>, documentId: string): Promise<Document | undefined> =>
  tx
    .selectFrom('document')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('state', '=', 'issued')
    .where('revoked_at', 'is', null)
    .where('superseded_by', 'is', null)
    .executeTakeFirst()

/** The same, as a terminal fetches and prints it. */
export function viewDocument(row: Document): PreparedDocument {
  if (row.pages === null || row.byte_length === null || row.sha256 === null) throw new Error('not an issued document')
  return {
    documentId: row.document_id as DocumentId,
    ...{ kind: row.kind, edition: row.edition, title: { zh: row.title_zh, en: row.title_en } },
    ...{ pages: row.pages, byteLength: row.byte_length, sha256: row.sha256 },
  }
}
