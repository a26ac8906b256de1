import { sql } from 'kysely'
import { type ActedBy, type Db, saidBy } from './acted.ts'
import { audit } from './people-audit.ts'

const TABLES = {
  'house-hold': { table: 'house_hold', id: 'hold_id', end: 'ended_at = null, ended_by = null, end_reason = null' },
  'house-approval': { table: 'house_approval', id: 'approval_id', end: 'ended_at = null, ended_by = null' },
  'granted-copies': { table: 'granted_copies', id: 'grant_id', end: 'ended_at = null, ended_by = null' },
  'lost-card': { table: 'lost_card', id: 'lost_card_id', end: 'found_at = null, found_by = null' },
} as const

/** What of the house's own words can count again. */
export type WrittenDown = keyof typeof TABLES

/**
 * Lets something count again that a list had ended, because the list is taken back. False where it was not this list that ended it, and
 * where a card was reported anew since.
 */
export async function countsAgain(db: Db, what: WrittenDown, id: string, by: ActedBy, now: Date): Promise<boolean> {
  const { table, id: column, end } = TABLES[what]
  const isFree =
    what === 'lost-card'
      ? sql`and not exists (select 1 from lost_card o where o.found_at is null and o.card_mark = lost_card.card_mark)`
      : sql``
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} set ${sql.raw(end)}, ended_import_id = null
    where ${sql.ref(column)} = ${id} and ended_import_id = ${by.list?.importId ?? ''} ${isFree}
    returning ${sql.ref(column)} as id`.execute(db)
  if (rows.length === 0) return false
  await audit(db, now, { event: 'written-down-again', subject: id, terminalId: null, detail: { ...saidBy(by), what } })
  return true
}
