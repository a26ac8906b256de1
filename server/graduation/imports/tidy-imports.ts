import type { Kysely } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'

const DAY_MS = 24 * 3_600_000
/** So long a file waits that nobody carries out, and so long the report of one stays that was. */
const KEPT_DAYS = 30

/** Lets go files that nobody has carried out, and the reports of those that were. */
export async function tidyImports(db: Kysely<Tables>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  await db
    .deleteFrom('graduation_import')
    .where('state', 'in', ['arriving', 'checked', 'refused'])
    .where('made_at', '<', before)
    .execute()
  await db
    .deleteFrom('graduation_report')
    .where('import_id', 'in', ended =>
      ended.selectFrom('graduation_import').select('import_id').where('ended_at', '<', before),
    )
    .execute()
}
