import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { LastLook } from '../mail/mail.ts'

/** Whether a letter with a file may still go: not when its document was revoked while it waited, nor when there is no such wish any more. */
export const createLastLook =
  (db: Kysely<Tables>): LastLook =>
  async deliveryId => {
    const row = await db
      .selectFrom('delivery')
      .innerJoin('application', 'application.application_id', 'delivery.application_id')
      .innerJoin('document', 'document.document_id', 'application.document_id')
      .select('document.revoked_at')
      .where('delivery_id', '=', deliveryId)
      .executeTakeFirst()
    if (!row) return 'withdrawn'
    return row.revoked_at === null ? null : 'document-revoked'
  }
