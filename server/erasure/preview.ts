import { CompiledQuery, type Kysely } from 'kysely'
import type { Erasure } from '../../src/contract/erasure-api.ts'
import type { PersonalRows } from '../ground/personal-data.ts'
import type { Tables } from '../ground/store/tables.ts'

export type Preview = Pick<Erasure, 'goes' | 'stays'>

/** What of a person would go, and what would stay, counted now: what is not kept of them at all is not spoken of. */
export async function previewErasure(
  db: Kysely<Tables>,
  personal: readonly PersonalRows[],
  personIds: readonly string[],
): Promise<Preview> {
  const ids = JSON.stringify(personIds)
  const goes: Erasure['goes'] = []
  const stays: Erasure['stays'] = []
  for (const { about, sql, erasure } of personal) {
    const entries = await count(db, sql, ids)
    if (entries === 0) continue
    const staying = erasure === 'goes' ? 0 : erasure.sql === undefined ? entries : await count(db, erasure.sql, ids)
    if (erasure !== 'goes' && staying > 0)
      stays.push({ about, entries: staying, why: erasure.why, until: erasure.until })
    if (entries > staying) goes.push({ about, entries: entries - staying })
  }
  return { goes, stays }
}

async function count(db: Kysely<Tables>, sql: string, ids: string): Promise<number> {
  const { rows } = await db.executeQuery<{ entries: number }>(
    CompiledQuery.raw(`select count(*)::integer as entries from (${sql}) as own`, [ids]),
  )
  return rows[0]?.entries ?? 0
}
