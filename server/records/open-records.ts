import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Clock } from '../../src/clock.ts'
import type { ServerConfig } from '../ground/config/config.ts'
import type { Store } from '../ground/store/store.ts'
import type { Records } from './records.ts'
import { createSqlRecords } from './sql-records.ts'

/** The university's data: in the store, or in a database of its own that is only read. `undo` gains what closes it. */
export function openRecords(
  { databaseUrl, queries }: Pick<ServerConfig['records'], 'databaseUrl' | 'queries'>,
  store: Store,
  clock: Clock,
  undo: (() => Promise<unknown>)[],
): Records {
  if (databaseUrl === null) return createSqlRecords(store.db, queries, clock)
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    options: '-c default_transaction_read_only=on',
  })
  pool.on('error', () => undefined)
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  undo.push(() => db.destroy())
  return createSqlRecords(db, queries, clock)
}
