import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { LastLook } from '../mail/mail.ts'

/** Whether a letter with a link may still go: not when the document was revoked, the sending taken back, or its receiver suspended meanwhile. */
export const createLastLook =
  (db: Kysely<Tables>, clock: { now(): number }): LastLook =>
  async sendingId => {
    const row = await db
      .selectFrom('sending')
      .innerJoin('receiver', 'receiver.receiver_id', 'sending.receiver_id')
      .innerJoin('application', 'application.application_id', 'sending.application_id')
      .innerJoin('document', 'document.document_id', 'application.document_id')
      .select(['document.revoked_at', 'sending.withdrawn_at', 'sending.ends_at', 'receiver.state'])
      .where('sending_id', '=', sendingId)
      .executeTakeFirst()
    if (!row || row.withdrawn_at || row.state === 'suspended' || row.ends_at.getTime() <= clock.now())
      return 'withdrawn'
    return row.revoked_at === null ? null : 'document-revoked'
  }
