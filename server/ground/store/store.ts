import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { lockFolder } from './folder-lock.ts'
import { type MigrationSteps, migrate } from './migrate.ts'
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

/**
 * Opens the store and makes it `ready`: brings its tables up to date, where nothing else is said. Throws when it can't be reached or
 * belongs to a newer program.
 */
export async function openStore(place: StorePlace, steps: MigrationSteps, ready = migrate): Promise<Store> {
  const { dialect, release } = await dialectOf(place)
  const db = new Kysely<Tables>({ dialect })
  const close = async () => {
    await db.destroy()
    await release()
  }
  try {
    await ready(db, steps)
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
