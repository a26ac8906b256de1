import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { REGISTER_OUTCOMES, type RegisterOutcome, type RegisterReportRow } from '../../../src/contract/register-file.ts'
import type { Tables } from '../../ground/store/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type RowCounts = Record<RegisterOutcome, number>
export const noRows = (): RowCounts => ({ new: 0, changed: 0, same: 0, error: 0 })

/** A part of a report as it is kept. */
export interface ReportPart {
  readonly counts: RowCounts
  readonly digest: string
  readonly rows: string
}

/** What a row does, as text; what somebody should look at is no part of that. */
export const deedText = ({ doubts: _, ...row }: RegisterReportRow): string => JSON.stringify(row)

/** What a batch would do, with a digest of it: what is carried out later is this. */
export function reportOf(rows: readonly RegisterReportRow[]): ReportPart {
  const counts = noRows()
  const digest = createHash('sha256')
  for (const row of rows) {
    counts[row.outcome]++
    digest.update(`${deedText(row)}\n`)
  }
  return { counts, rows: JSON.stringify(rows), digest: digest.digest('base64url') }
}

export async function keepReport(
  db: Db,
  importId: string,
  { fromLine, toLine }: { readonly fromLine: number; readonly toLine: number },
  { counts, digest, rows }: ReportPart,
): Promise<void> {
  await db
    .insertInto('graduation_report')
    .values({
      ...{ import_id: importId, from_line: fromLine, to_line: toLine, digest, rows },
      ...{ rows_new: counts.new, rows_changed: counts.changed, rows_same: counts.same, rows_bad: counts.error },
    })
    .execute()
}

/** The part of a report that begins with a line. */
export async function partAt(
  db: Db,
  importId: string,
  fromLine: number,
): Promise<{ readonly digest: string; readonly rows: readonly RegisterReportRow[] } | null> {
  const row = await db
    .selectFrom('graduation_report')
    .select(['digest', 'rows'])
    .where('import_id', '=', importId)
    .where('from_line', '=', fromLine)
    .executeTakeFirst()
  return row ? { digest: row.digest, rows: JSON.parse(row.rows) as RegisterReportRow[] } : null
}

/** The rows of a report in the order of the file, a part at a time. */
export async function* reportRows(db: Db, importId: string): AsyncGenerator<readonly RegisterReportRow[]> {
  for (let from = 0; ; ) {
    const part = await db
      .selectFrom('graduation_report')
      .select(['to_line', 'rows'])
      .where('import_id', '=', importId)
      .where('to_line', '>', from)
      .orderBy('from_line')
      .limit(1)
      .executeTakeFirst()
    if (!part) return
    from = part.to_line
    yield JSON.parse(part.rows) as RegisterReportRow[]
  }
}

/** How many rows are wrong or doubtful, by cause. */
export function countCauses(causes: Record<string, number>, rows: readonly RegisterReportRow[]): void {
  for (const { fault, doubts } of rows)
    for (const cause of [...(fault === null ? [] : [fault]), ...doubts]) causes[cause] = (causes[cause] ?? 0) + 1
}

export const outcomeColumns = (counts: RowCounts) => ({
  ...{ rows_new: counts.new, rows_changed: counts.changed, rows_same: counts.same, rows_bad: counts.error },
})
export const rowsIn = (counts: RowCounts): number => REGISTER_OUTCOMES.reduce((sum, one) => sum + counts[one], 0)
