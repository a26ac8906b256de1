import { sql } from 'kysely'
import type { RecordLine } from '../../../src/contract/history-api.ts'
import { plainLine } from '../../../src/rules/plain-text.ts'
import {
  emptyVisits,
  type LineParts,
  ownDocuments,
  type RecordFilter,
  viewDocumentLine,
  viewVisitLine,
} from './record-lines.ts'

const PAGE = 50

/** A page of the person's records, the newest first. */
export async function listRecords(
  parts: LineParts,
  filter: RecordFilter,
): Promise<{ records: RecordLine[]; hasMore: boolean }> {
  const at = sql<Date>`coalesce(application.applied_at, document.created_at)`
  const { kind, year, before } = filter
  const search = plainLine(filter.search ?? '')
  // Typed signs stand for themselves.
  const like = search === '' ? undefined : `%${search.replaceAll(/[\\%_]/g, sign => `\\${sign}`)}%`
  const inYear = (column: typeof at) =>
    sql<boolean>`extract(year from ${column} at time zone ${parts.timeZone}) = ${year}`
  let documents = ownDocuments(parts)
  if (kind !== undefined) documents = documents.where('document.kind', '=', kind)
  if (year !== undefined) documents = documents.where(inYear(at))
  if (before !== undefined) documents = documents.where(at, '<', before)
  if (like !== undefined)
    documents = documents.where(
      sql<boolean>`concat_ws(chr(10), document.title_zh, document.title_en, document.document_number, application.purpose,
        terminal.place_zh, terminal.place_en, terminal.name_zh, terminal.name_en) ilike ${like}`,
    )
  const rows = await documents
    .orderBy(at, 'desc')
    .orderBy('document.document_id')
    .limit(PAGE + 1)
    .execute()
  let visits = emptyVisits(parts)
  if (year !== undefined) visits = visits.where(inYear(sql<Date>`visit.started_at`))
  if (before !== undefined) visits = visits.where('visit.started_at', '<', before)
  if (like !== undefined)
    visits = visits.where(sql<boolean>`concat_ws(chr(10), place_zh, place_en, name_zh, name_en) ilike ${like}`)
  const made =
    kind === undefined
      ? await visits
          .orderBy('visit.started_at', 'desc')
          .limit(PAGE + 1)
          .execute()
      : []
  const all = [...rows.map(row => viewDocumentLine(row, parts.now)), ...made.map(viewVisitLine)]
  all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  return { records: all.slice(0, PAGE), hasMore: all.length > PAGE }
}

/** The kinds and years that there are, to choose from. */
export async function choicesOf(parts: LineParts): Promise<{
  kinds: { kind: string; title: { zh: string; en: string } }[]
  years: number[]
}> {
  const own = ownDocuments(parts).as('own')
  const kinds = await parts.db
    .selectFrom(own)
    .select(['kind', sql<string>`max(title_zh)`.as('zh'), sql<string>`max(title_en)`.as('en')])
    .groupBy('kind')
    .orderBy('kind')
    .limit(60)
    .execute()
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from at at time zone ${parts.timeZone})::integer as year from (
      select coalesce(applied_at, created_at) as at from ${own}
      union all select started_at from visit where person_id = ${parts.personId}
    ) as times order by year desc limit 100`.execute(parts.db)
  return {
    kinds: kinds.map(({ kind, zh, en }) => ({ kind, title: { zh, en } })),
    years: rows.map(({ year }) => year),
  }
}
