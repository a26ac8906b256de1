import type { Transaction } from 'kysely'
import { countsAt, mayDo } from '../../src/rules/staff-roles.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { CaseRow } from './case-rows.ts'
import { siteOfCase } from './case-site.ts'
import { sentence } from './sentences.ts'

/** Why what somebody has asked for is not carried out any more: a sentence where their account no longer may ask for it; else null. */
export async function whyAskerCountsNot(
  tx: Transaction<Tables>,
  row: Pick<CaseRow, 'order_id'>,
  { by, byStaff }: { readonly by: string; readonly byStaff: string | null },
): Promise<string | null> {
  if (byStaff === null) return null
  const account = await tx
    .selectFrom('staff_account')
    .select(['role', 'sites'])
    .where('staff_id', '=', byStaff)
    .where('state', '=', 'active')
    .executeTakeFirst()
  const counts =
    account !== undefined &&
    mayDo(account.role, 'cases.act') &&
    countsAt(account.sites as string[], await siteOfCase(tx, row))
  return counts ? null : sentence('asker-counts-no-more', { name: by })
}
