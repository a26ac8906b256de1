import { type Kysely, sql } from 'kysely'
import type { Errand, Mandate, MandateId } from '../../../src/contract/mandates-api.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from '../../issuing/issuing.ts'

/** Mandates with their documents, and when and where paper first came out on each. */
export const mandateRows = (db: Kysely<Tables>) =>
  db
    .selectFrom('mandate')
    .innerJoin('application', 'application.application_id', 'mandate.application_id')
    .innerJoin('document', 'document.document_id', 'application.document_id')
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('print_order as o')
          .innerJoin('visit as v', 'v.visit_key', 'o.visit_key')
          .innerJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
          .select(['o.created_at as collected_at', 't.name_zh as terminal_zh', 't.name_en as terminal_en'])
          .whereRef('v.mandate_id', '=', 'mandate.mandate_id')
          .where(sql<boolean>`coalesce(o.copies_delivered, 0) > 0`)
          .orderBy('o.created_at')
          .limit(1)
          .as('first_paper'),
      join => join.onTrue(),
    )
    .selectAll('mandate')
    .select([
      ...(['application.person_id', 'application.document_id', 'document.kind', 'document.title_zh'] as const),
      ...(['document.title_en', 'document.name_masked_zh', 'document.name_masked_en'] as const),
      ...(['first_paper.collected_at', 'first_paper.terminal_zh', 'first_paper.terminal_en'] as const),
      ...STATE_COLUMNS,
    ])

export type MandateRow = Awaited<ReturnType<ReturnType<typeof mandateRows>['executeTakeFirstOrThrow']>>

export function stateOfMandate(row: MandateRow, now: Date): Mandate['state'] {
  if (row.collected_at !== null) return 'collected'
  if (row.ended_at !== null) return 'ended'
  return row.ends_at <= now || standingOf(row, now).state !== 'valid' ? 'over' : 'open'
}

const common = (row: MandateRow, now: Date) => ({
  ...{ mandateId: row.mandate_id as MandateId, state: stateOfMandate(row, now), endsAt: row.ends_at.toISOString() },
  collected: row.collected_at && {
    at: row.collected_at.toISOString(),
    terminal: { zh: row.terminal_zh ?? '', en: row.terminal_en ?? '' },
  },
})

/** As its owner sees it. */
export const viewMandate = (row: MandateRow, now: Date): Mandate => ({
  ...common(row, now),
  collector: { nameMasked: row.name_masked, numberMasked: row.number_masked },
  madeAt: row.made_at.toISOString(),
})

/** As the person sees it who was named. */
export const viewErrand = (row: MandateRow, pickup: Errand['pickup'], now: Date): Errand => ({
  ...common(row, now),
  ownerMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
  title: { zh: row.title_zh, en: row.title_en },
  pickup,
})
