import { type Kysely, type SqlBool, sql } from 'kysely'
import type { HandoverEnd } from '../../src/contract/handovers-api.ts'
import type { Tables } from '../ground/store/tables.ts'

/**
 * Handovers with what decides about them: whether the visit of each was ended, and whether another was begun at the same kiosk since.
 */
export const handovers = (db: Kysely<Tables>) =>
  db
    .selectFrom('handover')
    .innerJoin('visit', 'visit.visit_key', 'handover.visit_key')
    .innerJoin('document', 'document.document_id', 'handover.document_id')
    .innerJoin('terminal', 'terminal.terminal_id', 'handover.terminal_id')
    .selectAll('handover')
    .select(['document.kind', 'document.edition', 'document.document_number', 'document.title_zh', 'document.title_en'])
    .select(['terminal.name_zh', 'terminal.name_en', 'terminal.place_zh', 'terminal.place_en'])
    .select('visit.ended_at as visit_ended_at')
    .select(
      sql<SqlBool>`exists (select 1 from visit later where later.terminal_id = handover.terminal_id
        and later.started_at > handover.begun_at)`.as('is_followed'),
    )

export type HandoverRow = Awaited<ReturnType<ReturnType<typeof handovers>['executeTakeFirstOrThrow']>>

/** Where a handover stands. */
export type Standing =
  | { readonly state: 'shown' }
  | { readonly state: 'asked'; readonly digits: string }
  | { readonly state: 'given' }
  | { readonly state: 'over'; readonly why: HandoverEnd }

/** Until it is given it ends with its visit. What was given belongs to a phone that the visitor has named, and its time alone ends it. */
export function standingOf(row: HandoverRow, now: Date): Standing {
  if (row.given_at) return row.good_until > now ? { state: 'given' } : { state: 'over', why: 'expired' }
  if (row.ended_at || row.visit_ended_at || row.is_followed) return { state: 'over', why: 'ended' }
  if (row.good_until <= now) return { state: 'over', why: 'expired' }
  return row.digits === null ? { state: 'shown' } : { state: 'asked', digits: row.digits }
}
