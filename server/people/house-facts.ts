import { sql } from 'kysely'
import type { HouseFacts } from '../records/records.ts'
import type { Db } from './acted.ts'

interface FactRow {
  readonly is_hold: boolean
  readonly kinds: readonly string[] | null
  readonly reason_zh: string
  readonly reason_en: string
}

/** The holds and approvals of the house that are in force for a person, in one question. `today` is the university's local date. */
export async function houseFactsOf(db: Db, personId: string, today: string): Promise<HouseFacts> {
  const { rows } = await sql<FactRow>`
    select true as is_hold, kinds, reason_zh, reason_en from house_hold
    where person_id = ${personId} and ended_at is null and (last_day is null or last_day >= ${today})
    union all
    select false, jsonb_build_array(kind), '', '' from house_approval
    where person_id = ${personId} and ended_at is null and (last_day is null or last_day >= ${today})`.execute(db)
  return {
    holds: rows
      .filter(row => row.is_hold)
      .map(row => ({ kinds: row.kinds, reason: { zh: row.reason_zh, en: row.reason_en } })),
    approvals: rows.flatMap(row => (row.is_hold ? [] : (row.kinds ?? []))),
  }
}
