import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { StartRefused } from '../start-refused.ts'
import type { MigrationSteps } from './migrate.ts'
import { openStore, type Store, type StorePlace } from './store.ts'
import type { Tables } from './tables.ts'

const NEVER_STARTED =
  'no server has ever been started on this store: start it once, or look at `store` in the configuration'

/**
 * Opens a store that a server has made, and changes no table: an older server may still run on it, and a store that is not there is a
 * mistake in the configuration. Rejects with `StartRefused`.
 */
export async function openFoundStore(place: StorePlace, steps: MigrationSteps): Promise<Store> {
  // PGlite makes a database where it finds none.
  if (place.kind === 'folder') {
    await access(join(place.folder, 'pg', 'PG_VERSION')).catch(() => {
      throw new StartRefused(`${place.folder}: ${NEVER_STARTED}`)
    })
  }
  return openStore(place, steps, requireVersion)
}

async function requireVersion(db: Kysely<Tables>, steps: MigrationSteps): Promise<void> {
  const { rows } = await sql<{
    isThere: boolean
  }>`select to_regclass('schema_version') is not null as "isThere"`.execute(db)
  if (!rows[0]?.isThere) throw new StartRefused(NEVER_STARTED)
  const found = await sql<{
    version: number
  }>`select coalesce(max(version), 0)::integer as version from schema_version`.execute(db)
  const version = found.rows[0]?.version ?? 0
  if (version === 0) throw new StartRefused(NEVER_STARTED)
  const which = `the store has version ${version}, this program needs ${steps.length}`
  if (version < steps.length) throw new StartRefused(`${which}: start the server of this program once`)
  if (version > steps.length) throw new StartRefused(`${which}: give the command with the newer program, as its server`)
}
