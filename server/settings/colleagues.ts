import type { Db } from './published.ts'

/** The names of people who work here, by their ids; the id itself of one who is not known any more. */
export async function namesOf(db: Db, staffIds: readonly (string | null)[]): Promise<(staffId: string) => string> {
  const wanted = [...new Set(staffIds.filter(id => id !== null))]
  if (wanted.length === 0) return staffId => staffId
  const rows = await db
    .selectFrom('staff_account')
    .select(['staff_id', 'name'])
    .where('staff_id', 'in', wanted)
    .execute()
  const names = new Map(rows.map(({ staff_id, name }) => [staff_id, name]))
  return staffId => names.get(staffId) ?? staffId
}
