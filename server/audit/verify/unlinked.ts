import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import type { Findings } from './finding.ts'

/** So many rows are looked at by one statement, which must not last. */
const STRETCH = 20_000

/** Finds rows of the trail that no link holds and that do not wait for one, and rows that waited and are gone. */
export async function findUnlinked(db: Kysely<Tables>, findings: Findings, signal?: AbortSignal): Promise<number> {
  // The trail is read in stretches by its numbers as they are there: a number that was put in may be any.
  let after = '-9223372036854775808'
  while (!signal?.aborted) {
    const { rows } = await sql<{ last: string | null }>`select max(seq)::text as last from
      (select seq from audit where seq > ${after}::bigint order by seq limit ${STRETCH}) stretch`.execute(db)
    const last = rows[0]?.last ?? null
    if (last === null) break
    const bad = await sql<{ seq: string }>`select a.seq::text as seq from audit a
      where a.seq > ${after}::bigint and a.seq <= ${last}::bigint
      and not exists (select 1 from audit_link l where l.seq = a.seq)
      and not exists (select 1 from audit_waiting w where w.seq = a.seq) order by a.seq`.execute(db)
    for (const { seq } of bad.rows) findings.add('entry-inserted', { seq })
    after = last
  }
  const gone = await sql<{ seq: string }>`select w.seq::text as seq from audit_waiting w
    where not exists (select 1 from audit a where a.seq = w.seq) order by w.seq limit 100`.execute(db)
  for (const { seq } of gone.rows) findings.add('entry-missing', { seq })
  const waiting = await sql<{ n: string }>`select count(*)::text as n from
    (select 1 from audit_waiting limit 10000) first_ones`.execute(db)
  return Number(waiting.rows[0]?.n ?? 0)
}
