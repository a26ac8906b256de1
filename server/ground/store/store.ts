import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { expecting, ofFile } from '../expect-at-start.ts'
import { lockFolder } from './folder-lock.ts'
import { type MigrationSteps, migrate } from './migrate.ts'
import { postgresPool } from './postgres-pool.ts'
import { ofDatabase } from './postgres-sayings.ts'
import type { Tables } from './tables.ts'

/**
 * Where the server keeps its rows: a real PostgreSQL, or the embedded one in a folder or in memory. The embedded one never
 * reaches the disk by itself (its file system has no fsync), so a power cut may lose its last commits: for demonstration,
 * development and tests.
 */
export type StorePlace =
  | { readonly kind: 'postgres'; readonly databaseUrl: string }
  | { readonly kind: 'folder'; readonly folder: string }
  /** `from`: a copy of such a store, to begin with. */
  | { readonly kind: 'memory'; readonly from?: Blob }

export interface Store {
  /** Inside a transaction use only the transaction: the embedded store has one connection, and waiting for it never ends. */
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

const MAX_CONNECTIONS = 8
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 10_000

/**
 * Opens the store and makes it `ready`: brings its tables up to date, where nothing else is said. Throws `StartRefused` when it can't be
 * reached or belongs to a newer program.
 */
export async function openStore(place: StorePlace, steps: MigrationSteps, ready = migrate): Promise<Store> {
  const { dialect, release } = await dialectOf(place)
  const db = new Kysely<Tables>({ dialect })
  const close = async () => {
    await db.destroy()
    await release()
  }
  try {
    // The environment's DATABASE_URL is told of by the same name: it stands in for the setting.
    await expecting(place.kind === 'postgres' ? ofDatabase('store.databaseUrl') : () => undefined, () =>
      ready(db, steps),
    )
  } catch (error) {
    await close()
    throw error
  }
  return { db, close }
}

/** Whole numbers of eight bytes come as text, as PostgreSQL's own driver gives them: what is believed of a row holds on both. */
const PARSERS = { parsers: { [types.INT8]: (text: string) => text } }

async function dialectOf(place: StorePlace): Promise<{ dialect: Dialect; release: () => Promise<void> }> {
  if (place.kind === 'postgres') {
    const pool = postgresPool({
      connectionString: place.databaseUrl,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    })
    return { dialect: new PostgresDialect({ pool }), release: async () => undefined }
  }
  if (place.kind === 'memory') {
    const pglite = new PGlite({ ...PARSERS, ...(place.from && { loadDataDir: place.from }) })
    return { dialect: new PGliteDialect({ pglite }), release: async () => undefined }
  }
  await makeOwnFolder(place.folder)
  const release = await lockFolder(place.folder)
  return { dialect: new PGliteDialect({ pglite: new PGlite(join(place.folder, 'pg'), PARSERS) }), release }
}

/** A folder that the server keeps things in, made for its owner alone: documents of people lie in it. */
export const makeOwnFolder = (folder: string) =>
  expecting(ofFile('store.folder', folder), async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  })
