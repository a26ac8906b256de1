import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { countsAt, isAllowed, type Post } from '../../src/rules/staff-roles.ts'
import type { Tables } from '../ground/store/tables.ts'

const sitesSchema = z.array(z.string())

/** An account that counts. */
export interface Account extends Post {
  readonly staffId: string
}

/** Everybody who works here now. */
export async function readAccounts(db: Kysely<Tables>): Promise<Account[]> {
  const rows = await db
    .selectFrom('staff_account')
    .select(['staff_id', 'role', 'sites'])
    .where('state', '=', 'active')
    .execute()
  return rows.map(row => ({ staffId: row.staff_id, role: row.role, sites: sitesSchema.parse(row.sites) }))
}

/** How many others may agree: with every permission that it takes, at its site. */
export const countOthers = (
  accounts: readonly Account[],
  {
    permissions,
    siteId,
    but,
  }: { readonly permissions: readonly string[]; readonly siteId: string | null; readonly but: string | null },
): number =>
  accounts.filter(
    one =>
      one.staffId !== but && permissions.every(permission => isAllowed(one, permission)) && countsAt(one.sites, siteId),
  ).length

/** Accounts have no mail address: it is said how many they are, so that nobody waits for people whom there are not. */
export const sayOthers = (count: number): Bilingual =>
  count > 0
    ? both(`除起草人外，现有 ${count} 个账号可以同意。`, `Other accounts that can agree to it now: ${count}.`)
    : both(
        '现在没有别的账号可以同意：请管理员安排。',
        'No other account can agree to it now: an administrator has to see to that.',
      )
