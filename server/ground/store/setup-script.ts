import { type Kysely, sql } from 'kysely'
import { statementsOf } from './migrate.ts'
import type { Tables } from './tables.ts'

/**
 * Runs an SQL script of the site once for each content of it: sample data of a demonstration, or views over the university's
 * tables. One transaction; statements end with a semicolon at the end of a line.
 */
export async function runSetupScript(db: Kysely<Tables>, script: string, sha256: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async tx => {
    const first = await tx
      .insertInto('setup_script')
      .values({ sha256, run_at: now })
      .onConflict(conflict => conflict.doNothing())
      .returning('sha256')
      .executeTakeFirst()
    if (!first) return false
    for (const statement of statementsOf(script)) await sql.raw(statement).execute(tx)
    return true
  })
}
