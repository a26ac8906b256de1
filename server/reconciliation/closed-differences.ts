import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { ReportedDifference } from './reconciliation.ts'

/** Of cases that a person has ended who did and when, by the number of the case. One whose cause has an open case again is none of them. */
export async function closedByPeople(
  db: Kysely<Tables>,
  caseNumbers: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<ReportedDifference['closed']>>> {
  if (caseNumbers.length === 0) return new Map()
  const { rows } = await sql<{ case_number: string; at: Date; by: string }>`
    select c.case_number, ended.at, decided.by
    from open_case c
    join case_history ended on ended.case_number = c.case_number and ended.step = 'ended' and ended.detail ->> 'how' = 'act'
    join lateral (
      select string_agg(h.by_name, ', ' order by h.seq) as by
      from case_history h
      where h.case_number = c.case_number and h.step in ('asked', 'agreed') and h.seq >= (
        select max(asked.seq) from case_history asked where asked.case_number = c.case_number and asked.step = 'asked')
    ) as decided on decided.by is not null
    where c.case_number in (${sql.join(caseNumbers)}) and c.state = 'ended'
      and not exists (
        select from open_case later where later.kind = c.kind and later.subject = c.subject and later.state <> 'ended')`.execute(
    db,
  )
  return new Map(rows.map(one => [one.case_number, { at: one.at.toISOString(), by: one.by }]))
}
