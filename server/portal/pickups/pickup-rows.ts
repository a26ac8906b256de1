import { type Kysely, type Selectable, sql } from 'kysely'
import type { Pickup, PickupId } from '../../../src/contract/pickups-api.ts'
import type { PickupTable, Tables } from '../../ground/store/tables.ts'

/** Codes of collection with where each was used last, for whom it is, and whether paper came out for them that was ordered while it was good. */
export const pickupRows = (db: Kysely<Tables>) =>
  db
    .selectFrom('pickup')
    .innerJoin('application', 'application.application_id', 'pickup.application_id')
    .leftJoin('terminal', 'terminal.terminal_id', 'pickup.last_terminal_id')
    .leftJoin('mandate', 'mandate.mandate_id', 'pickup.mandate_id')
    .selectAll('pickup')
    .select(['application.person_id', 'application.document_id', 'terminal.name_zh', 'terminal.name_en'])
    .select('mandate.collector_id')
    .select(
      sql<boolean>`exists (select 1 from print_order o join visit v on v.visit_key = o.visit_key
        where o.document_id = application.document_id and v.mandate_id is not distinct from pickup.mandate_id
        and o.created_at >= pickup.made_at and (pickup.ended_at is null or o.created_at < pickup.ended_at)
        and coalesce(o.copies_delivered, 0) > 0)`.as('is_fetched'),
    )

export interface PickupRow extends Selectable<PickupTable> {
  readonly name_zh: string | null
  readonly name_en: string | null
  readonly is_fetched: boolean
}

/** A code as its person sees it. */
export function viewPickup(row: PickupRow, now: Date): Pickup {
  const { pickup_id, ends_at, ended_at, last_used_at, name_zh, name_en, is_fetched } = row
  const isOver = ends_at <= now || ended_at?.getTime() === ends_at.getTime()
  const lastUsed = last_used_at && {
    at: last_used_at.toISOString(),
    terminal: { zh: name_zh ?? '', en: name_en ?? name_zh ?? '' },
  }
  return {
    pickupId: pickup_id as PickupId,
    state: is_fetched ? 'used' : ended_at && !isOver ? 'ended' : isOver ? 'over' : 'open',
    endsAt: ends_at.toISOString(),
    lastUsed,
  }
}
