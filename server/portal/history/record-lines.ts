import { type Kysely, sql } from 'kysely'
import type { RecordLine } from '../../../src/contract/history-api.ts'
import type { ApplicationId, RecordId } from '../../../src/contract/portal-api.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from '../../issuing/issuing.ts'
import { DRAFT_MS } from '../application-rows.ts'

export interface RecordFilter {
  readonly kind?: string | undefined
  readonly year?: number | undefined
  readonly search?: string | undefined
  readonly before?: Date | undefined
}

export interface LineParts {
  readonly db: Kysely<Tables>
  readonly now: Date
  /** Of the register that was chosen. */
  readonly personId: string
  /** Of all registers of the person. */
  readonly personIds: readonly string[]
  readonly timeZone: string
}

/** The person's documents that were applied for, are drafts of today, or were made at a kiosk, with what became of their copies. */
export const ownDocuments = ({ db, now, personId }: LineParts) =>
  db
    .selectFrom('document')
    .leftJoin('application', 'application.document_id', 'document.document_id')
    .leftJoin('approval', 'approval.document_id', 'document.document_id')
    .leftJoin('terminal', 'terminal.terminal_id', 'document.terminal_id')
    .select([
      ...(['document.document_id', 'document.kind', 'document.edition', 'document.title_zh'] as const),
      ...(['document.title_en', 'document.document_number', 'document.state', 'document.created_at'] as const),
      ...(['document.issued_at', 'document.pages', 'application.application_id', 'application.applied_at'] as const),
      ...(['application.purpose', 'terminal.name_zh', 'terminal.name_en', 'terminal.place_zh'] as const),
      ...(['terminal.place_en', 'approval.state as approval_state'] as const),
      ...STATE_COLUMNS,
    ])
    .select(counted('coalesce(copies_delivered, 0)').as('copies_printed'))
    .select(counted('copies_unclear').as('unclear'))
    .select(counted('paid_fen - refund_fen').as('charged_fen'))
    .where('document.person_id', '=', personId)
    .where(eb =>
      eb.or([
        eb('document.state', 'in', ['draft', 'issued', 'failed']),
        // What an office has sent back, or its person has withdrawn, is no document any more and was applied for all the same.
        eb('approval.state', 'in', ['sent-back', 'withdrawn']),
      ]),
    )
    .where(eb =>
      eb.or([
        eb('application.applied_at', 'is not', null),
        eb('application.created_at', '>', new Date(now.getTime() - DRAFT_MS)),
        eb.and([eb('application.application_id', 'is', null), eb('document.visit_key', 'is not', null)]),
      ]),
    )

const counted = (what: string) =>
  sql<number>`(select coalesce(sum(${sql.raw(what)}), 0)::integer from print_order where print_order.document_id = document.document_id)`

export type DocumentLine = Awaited<ReturnType<ReturnType<typeof ownDocuments>['executeTakeFirstOrThrow']>>

/**
 * The person's visits at kiosks of which no document came: one for a login, which begins one in each register and for each paper that is
 * collected for somebody else, all at one moment.
 */
export const emptyVisits = ({ db, personId, personIds }: LineParts) =>
  db
    .selectFrom('visit')
    .innerJoin('terminal', 'terminal.terminal_id', 'visit.terminal_id')
    .select(['visit.visit_key', 'visit.started_at', 'name_zh', 'name_en', 'place_zh', 'place_en'])
    .where('visit.person_id', '=', personId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('visit as begun')
            .leftJoin('document', 'document.visit_key', 'begun.visit_key')
            .select('begun.visit_key')
            .whereRef('begun.terminal_id', '=', 'visit.terminal_id')
            .whereRef('begun.started_at', '=', 'visit.started_at')
            .where('begun.person_id', 'in', [...personIds])
            .where(eb =>
              eb.or([
                eb('document.document_id', 'is not', null),
                eb.and([eb('begun.person_id', '=', personId), eb('begun.visit_key', '<', eb.ref('visit.visit_key'))]),
              ]),
            ),
        ),
      ),
    )

export type VisitLine = Awaited<ReturnType<ReturnType<typeof emptyVisits>['executeTakeFirstOrThrow']>>

/** How much of a visit's key names it: enough to find it, and none that anybody could go on with. */
const VISIT_ID_CHARACTERS = 32

export const visitIdOf = (visitKey: string): RecordId => visitKey.slice(0, VISIT_ID_CHARACTERS) as RecordId

export const kioskPlace = (row: Pick<VisitLine, 'name_zh' | 'name_en' | 'place_zh' | 'place_en'>) => ({
  zh: `${row.place_zh} · ${row.name_zh}`,
  en: `${row.place_en} · ${row.name_en}`,
})

export function stateOfLine(row: DocumentLine, now: Date): RecordLine['state'] {
  if (row.state === 'failed') return 'failed'
  if (row.approval_state !== null && row.approval_state !== 'approved') return row.approval_state
  if (row.state === 'draft') return 'draft'
  const { state } = standingOf(row, now)
  return state === 'valid' ? 'applied' : state
}

export function viewDocumentLine(row: DocumentLine, now: Date): RecordLine {
  const { name_zh, name_en, place_zh, place_en } = row
  const isAtKiosk = name_zh !== null && name_en !== null && place_zh !== null && place_en !== null
  return {
    recordId: row.document_id as RecordId,
    way: row.application_id === null ? 'kiosk' : 'web',
    applicationId: row.application_id as ApplicationId | null,
    title: { zh: row.title_zh, en: row.title_en },
    ...{ documentNumber: row.document_number, state: stateOfLine(row, now), purpose: row.purpose ?? '' },
    at: (row.applied_at ?? row.created_at).toISOString(),
    place: isAtKiosk ? kioskPlace({ name_zh, name_en, place_zh, place_en }) : null,
    ...{ copiesPrinted: row.copies_printed, copiesUnclear: row.unclear, chargedFen: Math.max(0, row.charged_fen) },
  }
}

export const viewVisitLine = (row: VisitLine): RecordLine => ({
  ...{ recordId: visitIdOf(row.visit_key), way: 'visit', applicationId: null, documentNumber: '', state: 'visited' },
  title: { zh: '自助终端登录', en: 'Visit at a kiosk' },
  ...{ at: row.started_at.toISOString(), purpose: '', place: kioskPlace(row) },
  ...{ copiesPrinted: 0, copiesUnclear: 0, chargedFen: 0 },
})
