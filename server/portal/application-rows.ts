import type { Kysely } from 'kysely'
import type { Application, ApplicationId } from '../../src/contract/portal-api.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from '../issuing/issuing.ts'

/** So long a draft waits to be applied for. */
export const DRAFT_MS = 24 * 3_600_000

/** Applications with their documents. A draft whose day is over is none any more, whether or not it has been taken away. */
export const applications = (db: Kysely<Tables>, now: Date) =>
  db
    .selectFrom('application')
    .innerJoin('document', 'document.document_id', 'application.document_id')
    .leftJoin('approval', 'approval.application_id', 'application.application_id')
    .select([
      ...(['application.application_id', 'application.person_id', 'application.document_id'] as const),
      ...(['application.data_mark', 'application.purpose', 'application.created_at'] as const),
      ...(['application.applied_at', 'document.kind', 'document.edition', 'document.title_zh'] as const),
      ...(['document.title_en', 'document.document_number', 'document.pages', 'document.sha256'] as const),
      ...(['document.name_masked_zh', 'document.name_masked_en', 'approval.state as approval_state'] as const),
      ...STATE_COLUMNS,
    ])
    .where(eb =>
      eb.or([
        eb('application.applied_at', 'is not', null),
        eb('application.created_at', '>', new Date(now.getTime() - DRAFT_MS)),
      ]),
    )

export type ApplicationRow = Awaited<ReturnType<ReturnType<typeof applications>['executeTakeFirstOrThrow']>>

/** One of the person's own; undefined for every other, whether or not there is one. */
export const ownApplication = (db: Kysely<Tables>, now: Date, personId: string, applicationId: string) =>
  applications(db, now)
    .where('application.application_id', '=', applicationId)
    .where('application.person_id', '=', personId)
    .executeTakeFirst()

export function stateOfApplication(row: ApplicationRow, now: Date): Application['state'] {
  if (row.applied_at === null) return 'draft'
  if (row.approval_state !== null && row.approval_state !== 'approved') return row.approval_state
  const { state } = standingOf(row, now)
  return state === 'valid' ? 'applied' : state
}

/** An application as its person sees it. */
export function viewApplication(row: ApplicationRow, now: Date): Application {
  if (row.pages === null) throw new Error('an application without pages')
  return {
    applicationId: row.application_id as ApplicationId,
    ...{ kind: row.kind, edition: row.edition, title: { zh: row.title_zh, en: row.title_en } },
    ...{ documentNumber: row.document_number, state: stateOfApplication(row, now), purpose: row.purpose },
    ...{ pages: row.pages, createdAt: row.created_at.toISOString() },
    appliedAt: row.applied_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }
}

const PAGE = 50

/** The person's own, the newest first. */
export async function listApplications(db: Kysely<Tables>, now: Date, personId: string, before: Date | null) {
  let query = applications(db, now).where('application.person_id', '=', personId)
  if (before) query = query.where('application.created_at', '<', before)
  const rows = await query
    .orderBy('application.created_at', 'desc')
    .orderBy('application.application_id')
    .limit(PAGE + 1)
    .execute()
  return { applications: rows.slice(0, PAGE).map(row => viewApplication(row, now)), hasMore: rows.length > PAGE }
}
