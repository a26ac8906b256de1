import type { Kysely } from 'kysely'
import type { StaffLook } from '../../src/contract/people-api.ts'
import type { Tables } from '../ground/store/tables.ts'

const SHOWN_MAX = 100

/** Who of staff has looked at what is masked of a person, for colleagues: the newest first. */
export async function looksAt(db: Kysely<Tables>, personId: string): Promise<StaffLook[]> {
  const rows = await db
    .selectFrom('look')
    .leftJoin('staff_account', 'staff_account.staff_id', 'look.staff_id')
    .select(['look.at', 'look.reason', 'staff_account.name'])
    .where('look.person_id', '=', personId)
    .orderBy('look.at', 'desc')
    .limit(SHOWN_MAX)
    .execute()
  return rows.map(row => ({ at: row.at.toISOString(), by: row.name ?? '', reason: row.reason }))
}
