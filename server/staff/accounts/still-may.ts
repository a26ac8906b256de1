import type { Transaction } from 'kysely'
import { countsAt, isAllowed } from '../../../src/rules/staff-roles.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { readSites } from './read-sites.ts'

/** Somebody of staff, and where it is known the session in which they ask. */
export interface Somebody {
  readonly staffId: string
  readonly sessionKey?: string
}

/**
 * Whether an account counts, has a permission, and counts at a site (null: everywhere), as of now and not of when the request came.
 * Holds its row: whoever ends it or changes its role waits until `tx` is through, and so nothing is done by somebody who was let go.
 */
export async function stillMay(
  tx: Transaction<Tables>,
  { staffId, sessionKey }: Somebody,
  permission: string,
  siteId: string | null,
): Promise<boolean> {
  const account = await tx
    .selectFrom('staff_account')
    .select(['role', 'sites'])
    .where('staff_id', '=', staffId)
    .where('state', '=', 'active')
    .forShare()
    .executeTakeFirst()
  if (!account) return false
  const sites = readSites(account.sites)
  if (!isAllowed({ role: account.role, sites }, permission) || !countsAt(sites, siteId)) return false
  if (sessionKey === undefined) return true
  const session = tx.selectFrom('staff_session').select('session_key').where('session_key', '=', sessionKey)
  return (
    (await session.where('staff_id', '=', staffId).where('ended_at', 'is', null).forShare().executeTakeFirst()) !==
    undefined
  )
}
