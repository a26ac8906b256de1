import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './store/tables.ts'

/** One thing that has happened. Ids, codes and amounts only: never a name, a number of a person or a card. */
export interface AuditEntry {
  readonly event: string
  readonly subject: string
  readonly terminalId: string | null
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Appends to the audit trail; give it the transaction in which the thing happens. */
export async function audit(db: Kysely<Tables> | Transaction<Tables>, now: Date, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at: now,
      event: entry.event,
      subject: entry.subject,
      terminal_id: entry.terminalId,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
