import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { lockFolder } from './folder-lock.ts'
import { migrate, statementsOf } from './migrate.ts'
import type { Tables } from './tables.ts'

/**
 * Where the server keeps its rows: a real PostgreSQL, or the embedded one in a folder or in memory. The embedded one never
 * reaches the disk by itself (its file system has no fsync), so a power cut may lose its last commits: for demonstration,
 * development and tests.
 */
export type StorePlace =
  | { readonly kind: 'postgres'; readonly databaseUrl: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'memory' }

export interface Store {
  /** Inside a transaction use only the transaction: the embedded store has one connection, and waiting for it never ends. */
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

const MAX_CONNECTIONS = 8
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 10_000

/** Opens the store and brings its tables up to date. Throws when it can't be reached or belongs to a newer program. */
export async function openStore(place: StorePlace): Promise<Store> {
  const { dialect, release } = await dialectOf(place)
  const db = new Kysely<Tables>({ dialect })
  const close = async () => {
    await db.destroy()
    await release()
  }
  try {
    await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  return { db, close }
}

async function dialectOf(place: StorePlace): Promise<{ dialect: Dialect; release: () => Promise<void> }> {
  if (place.kind === 'postgres') {
    const pool = new pg.Pool({
      connectionString: place.databaseUrl,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    })
    // A connection that the other side ends while idle is replaced by the pool; without a listener it would end the process.
    pool.on('error', () => undefined)
    return { dialect: new PostgresDialect({ pool }), release: async () => undefined }
  }
  if (place.kind === 'memory') {
    return { dialect: new PGliteDialect({ pglite: new PGlite() }), release: async () => undefined }
  }
  await mkdir(place.folder, { recursive: true })
  const release = await lockFolder(place.folder)
  return { dialect: new PGliteDialect({ pglite: new PGlite(join(place.folder, 'pg')) }), release }
}

/**
 * Runs an SQL script of the site once for each content of it: sample data of a demonstration, or views over the university's
 * tables. One transaction; statements end with a semicolon at the end of a line.
 */
export async function runSetupScript(store: Store, script: string, sha256: string, now: Date): Promise<boolean> {
  return store.db.transaction().execute(async tx => {
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
