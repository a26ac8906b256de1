import { readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect } from 'kysely'
import type { SectionsOf } from '../ground/config/sections.ts'
import { expecting, ofFile } from '../ground/expect-at-start.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import { postgresPool } from '../ground/store/postgres-pool.ts'
import { isSqlRefusal } from '../ground/store/postgres-sayings.ts'
import { runSetupScript } from '../ground/store/setup-script.ts'
import type { Lookup, Records } from './records.ts'
import type { RECORDS } from './records-plan.ts'
import { createSqlRecords } from './sql-records.ts'

/** The university's data: in the store, or in a database of its own that is only read. Rejects with `StartRefused` over a bad script. */
export async function openRecords(
  { db, clock }: Ground,
  { records }: SectionsOf<typeof RECORDS>,
): Promise<Room<Records & Lookup, typeof RECORDS>> {
  const { databaseUrl, setupSqlFile, queries } = records
  if (setupSqlFile !== null) {
    const script = await expecting(ofFile('records.setupSqlFile', setupSqlFile), () => readFile(setupSqlFile, 'utf8'))
    // The site's own words to the database: what is wrong with them, it says best itself.
    const say = (error: unknown) =>
      isSqlRefusal(error) ? `records.setupSqlFile: ${setupSqlFile}: ${(error as Error).message}` : undefined
    await expecting(say, () => runSetupScript(db, script, sha256Hex(script), new Date(clock.now())))
  }
  if (databaseUrl === null) return { doors: createSqlRecords(db, queries, clock), handlers: {} }
  const pool = postgresPool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    options: '-c default_transaction_read_only=on',
  })
  const theirs = new Kysely({ dialect: new PostgresDialect({ pool }) })
  return { doors: createSqlRecords(theirs, queries, clock), handlers: {}, close: () => theirs.destroy() }
}
