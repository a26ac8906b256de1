import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { ReportRow, RowOutcome } from '../../../src/contract/people-lists-api.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { JudgedRow } from './judge.ts'
import type { Batch } from './read-batches.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type RowCounts = Record<RowOutcome, number>
export const noRows = (): RowCounts => ({ new: 0, changed: 0, same: 0, error: 0 })

/** A part of a report as it is kept. */
export interface ReportPart {
  readonly counts: RowCounts
  readonly digest: string
  readonly rows: string
}

/** What a batch would do, with a digest of it: what is carried out later is this, or nothing. */
export function reportOf(judged: readonly JudgedRow[]): ReportPart {
  const counts = noRows()
  for (const { report } of judged) counts[report.outcome]++
  const rows = JSON.stringify(judged.map(({ report }) => report))
  return { counts, rows, digest: createHash('sha256').update(rows).digest('base64url') }
}

export async function keepReport(db: Db, listId: string, { fromLine, toLine }: Batch, part: ReportPart): Promise<void> {
  const { counts, digest, rows } = part
  await db
    .insertInto('people_list_report')
    .values({
      ...{ list_id: listId, from_line: fromLine, to_line: toLine, digest, rows },
      ...{ rows_new: counts.new, rows_changed: counts.changed, rows_same: counts.same, rows_bad: counts.error },
    })
    .execute()
}

/** The digest of the part of a report that begins with a line. */
export async function digestAt(db: Db, listId: string, fromLine: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('people_list_report')
    .select('digest')
    .where('list_id', '=', listId)
    .where('from_line', '=', fromLine)
    .executeTakeFirst()
  return row?.digest
}

const COUNTED = { new: 'rows_new', changed: 'rows_changed', same: 'rows_same', error: 'rows_bad' } as const

/** The rows of a report behind a line, a part at a time; of one outcome alone where that is said. */
export async function* reportRows(
  db: Db,
  listId: string,
  { after = 0, outcome }: { readonly after?: number; readonly outcome?: RowOutcome | undefined },
): AsyncGenerator<readonly ReportRow[]> {
  for (let from = after; ; ) {
    let asked = db
      .selectFrom('people_list_report')
      .select(['to_line', 'rows'])
      .where('list_id', '=', listId)
      .where('to_line', '>', from)
    if (outcome) asked = asked.where(COUNTED[outcome], '>', 0)
    const part = await asked.orderBy('from_line').limit(1).executeTakeFirst()
    if (!part) return
    const rows = (JSON.parse(part.rows) as ReportRow[]).filter(
      row => row.line > from && (outcome === undefined || row.outcome === outcome),
    )
    from = part.to_line
    if (rows.length > 0) yield rows
  }
}

/** A page of it. */
export async function reportPage(
  db: Db,
  listId: string,
  wish: { readonly after?: string | undefined; readonly limit: number; readonly outcome?: RowOutcome | undefined },
): Promise<{ rows: ReportRow[]; next: string | null }> {
  const after = /^\d{1,9}$/.test(wish.after ?? '') ? Number(wish.after) : 0
  const rows: ReportRow[] = []
  for await (const some of reportRows(db, listId, { after, outcome: wish.outcome })) {
    rows.push(...some)
    if (rows.length > wish.limit) break
  }
  const shown = rows.slice(0, wish.limit)
  return { rows: shown, next: rows.length > wish.limit ? String(shown.at(-1)?.line) : null }
}
