import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** Approvals with their applications, their documents and who has decided. */
export const approvals = (db: Kysely<Tables>) =>
  db
    .selectFrom('approval')
    .innerJoin('application', 'application.application_id', 'approval.application_id')
    .innerJoin('document', 'document.document_id', 'approval.document_id')
    .leftJoin('staff_account as decider', 'decider.staff_id', 'approval.decided_by')
    .leftJoin('staff_account as principal', 'principal.staff_id', 'approval.decided_for')
    .selectAll('approval')
    .select(['application.purpose', 'document.kind', 'document.edition', 'document.title_zh', 'document.title_en'])
    .select(['document.document_number', 'document.pages', 'document.sha256', 'document.name_masked_zh'])
    .select(['document.name_masked_en', 'document.number_masked', 'document.state as document_state'])
    .select(['decider.name as decided_by_name', 'principal.name as decided_for_name'])

export type ApprovalRow = Awaited<ReturnType<ReturnType<typeof approvals>['executeTakeFirstOrThrow']>>

/** What a list of approvals is narrowed by. */
export interface ApprovalFilter {
  readonly state: 'waiting' | 'decided'
  readonly office: string | null
  readonly kind: string | null
  /** Those alone that wait longer than was promised. */
  readonly isLate: boolean
  /** Part of a document's number. */
  readonly number: string
  readonly page: number
}

export const ROWS_A_PAGE = 30

export interface ListedApprovals {
  readonly rows: readonly ApprovalRow[]
  readonly hasMore: boolean
  readonly waiting: number
  readonly late: number
}

/** Those of the offices, the oldest first while they wait, and the newest decision first afterwards. */
export async function listApprovals(
  db: Kysely<Tables>,
  now: Date,
  offices: readonly string[],
  filter: ApprovalFilter,
): Promise<ListedApprovals> {
  const mine = offices.filter(office => filter.office === null || filter.office === office)
  if (mine.length === 0) return { rows: [], hasMore: false, waiting: 0, late: 0 }
  const isWaiting = filter.state === 'waiting'
  let query = approvals(db)
    .where('approval.office', 'in', mine)
    .where('approval.state', isWaiting ? '=' : '<>', 'waiting')
  if (filter.kind !== null) query = query.where('document.kind', '=', filter.kind)
  if (filter.isLate) query = query.where('approval.promised_at', '<', now)
  const digits = filter.number.toUpperCase().replaceAll(/[^A-Z0-9-]/g, '')
  if (digits !== '') query = query.where('document.document_number', 'like', `%${digits}%`)
  const rows = await query
    .orderBy(isWaiting ? 'approval.asked_at' : 'approval.decided_at', isWaiting ? 'asc' : 'desc')
    .orderBy('approval.approval_id')
    .limit(ROWS_A_PAGE + 1)
    .offset((filter.page - 1) * ROWS_A_PAGE)
    .execute()
  const counts = await db
    .selectFrom('approval')
    .select(eb => [
      eb.fn.countAll<string>().as('waiting'),
      sql<string>`count(*) filter (where promised_at < ${now})`.as('late'),
    ])
    .where('office', 'in', mine)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return {
    ...{ rows: rows.slice(0, ROWS_A_PAGE), hasMore: rows.length > ROWS_A_PAGE },
    ...{ waiting: Number(counts.waiting), late: Number(counts.late) },
  }
}
