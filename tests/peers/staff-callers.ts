import type { Kysely } from 'kysely'
import type { StaffCaller } from '../../server/ground/callers.ts'
import { randomId } from '../../server/ground/random-id.ts'
import type { Tables } from '../../server/ground/store/tables.ts'
import type { Role } from '../../src/rules/staff-roles.ts'

/** Somebody of staff with an account, who has just shown the second proof: as a handler is given the caller. */
export async function staffCaller(
  db: Kysely<Tables>,
  {
    name,
    role = 'admin',
    sites = ['*'],
    nowMs,
  }: { readonly name: string; readonly role?: Role; readonly sites?: readonly string[]; readonly nowMs: number },
): Promise<StaffCaller> {
  const staffId = randomId()
  const account = { staff_id: staffId, name, role, sites: JSON.stringify(sites), proof: 'cas' as const }
  await db
    .insertInto('staff_account')
    .values({ ...account, subject_key: staffId, made_by: 'a test', made_at: new Date(nowMs) })
    .execute()
  return { staffId, role, sites, sessionKey: staffId, steppedUpAtMs: nowMs, ip: '127.0.0.1', bearer: null }
}
