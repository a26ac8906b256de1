import { z } from 'zod'
import { AUDIT_ROUTES, type AuditFilters } from '../../../src/contract/audit-api.ts'
import type { Ground } from '../../ground/ground.ts'

const PURPOSE = 'audit export'
const GOOD_MS = 5 * 60_000

const factsSchema = z.object({ staffId: z.string(), filters: AUDIT_ROUTES.beginAuditExport.input })

/** A word by which the same account fetches an export that was written down. */
export const sealExport = (
  tokens: Ground['tokens'],
  clock: Ground['clock'],
  facts: { readonly staffId: string; readonly filters: AuditFilters },
): string => tokens.seal(PURPOSE, { facts: JSON.stringify(facts) }, clock.now() + GOOD_MS)

/** What it lets fetch; null when it is over, forged, or somebody else's. */
export function openExport(
  tokens: Ground['tokens'],
  clock: Ground['clock'],
  ticket: string,
  staffId: string,
): AuditFilters | null {
  const opened = tokens.open(PURPOSE, ticket, clock.now())
  if (opened?.facts === undefined) return null
  const read = factsSchema.safeParse(JSON.parse(opened.facts))
  return read.success && read.data.staffId === staffId ? read.data.filters : null
}
