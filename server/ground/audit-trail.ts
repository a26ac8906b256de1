import { type Kysely, sql, type Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from './store/tables.ts'

/** Events of a room by name, each with a sentence in both languages: for the page, the export and the documentation. */
export type AuditEvents = Readonly<Record<string, Bilingual>>

/** One thing that has happened. Ids, codes and amounts only: never a name, a number of a person or a card. */
export interface AuditEntry<Event extends string = string> {
  readonly event: Event
  readonly subject: string
  readonly terminalId: string | null
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Appends to the audit trail; give it the transaction in which the thing happens. */
export type Audit<Event extends string> = (
  db: Kysely<Tables> | Transaction<Tables>,
  now: Date,
  entry: AuditEntry<Event>,
) => Promise<void>

const listeners = new Set<() => void>()

/**
 * Calls `listener` whenever this process has written to the trail, perhaps in a transaction that is not through yet: a hint to look soon,
 * and no more. Returns what ends it.
 */
export function onTrailWritten(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The trail as one room writes it: the events of its plan and no others. */
export function auditTrail<const Events extends AuditEvents>(_events: Events): Audit<keyof Events & string> {
  return async (db, now, entry) => {
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
    for (const listener of listeners) listener()
  }
}

/** Like a room's trail, of events that terminals tell; answers the numbers of the rows, in their order. The room of the chain alone asks for it. */
export async function appendTold(
  tx: Transaction<Tables>,
  now: Date,
  entries: readonly AuditEntry[],
): Promise<readonly string[]> {
  const seqs: string[] = []
  for (const { event, subject, terminalId, detail = {} } of entries) {
    const row = { at: now, event, subject, terminal_id: terminalId, detail: JSON.stringify(detail) }
    const { seq } = await tx.insertInto('audit').values(row).returning('seq').executeTakeFirstOrThrow()
    seqs.push(String(seq))
  }
  for (const listener of listeners) listener()
  return seqs
}

/**
 * Deletes the rows with these links, which are older than the house keeps them; the database refuses what is young. How many they were.
 * The room of the chain alone asks for it, behind a cut that it has written down.
 */
export async function expireTrail(tx: Transaction<Tables>, after: number, through: number): Promise<number> {
  const { rows } = await sql<{ n: string }>`with gone as (delete from audit where seq in
    (select seq from audit_link where position > ${after} and position <= ${through}) returning 1)
    select count(*)::text as n from gone`.execute(tx)
  return Number(rows[0]?.n ?? 0)
}
