import type { Selectable } from 'kysely'
import type { DocumentState, RevocationReason } from '../../src/verification/states.ts'
import type { DocumentTable } from '../ground/store/tables.ts'

export const STATE_COLUMNS = [
  'document.revoked_at',
  'document.revocation_reason',
  'document.superseded_at',
  'document.superseded_by',
  'document.expires_at',
] as const
type StateRow = Pick<
  Selectable<DocumentTable>,
  'revoked_at' | 'revocation_reason' | 'superseded_at' | 'superseded_by' | 'expires_at'
>

export interface StandingOf {
  readonly state: DocumentState
  readonly since: Date | null
  readonly reason: RevocationReason | null
}

/** Where a document stands at `now`. What weighs more goes first: revoked, replaced, expired. */
export function standingOf(row: StateRow, now: Date): StandingOf {
  if (row.revoked_at) return { state: 'revoked', since: row.revoked_at, reason: row.revocation_reason }
  if (row.superseded_at) return { state: 'replaced', since: row.superseded_at, reason: null }
  if (row.expires_at && row.expires_at <= now) return { state: 'expired', since: row.expires_at, reason: null }
  return { state: 'valid', since: null, reason: null }
}
