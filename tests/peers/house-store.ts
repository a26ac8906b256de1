import { cpSync, existsSync, openAsBlob, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { migrate } from '../../server/ground/store/migrate.ts'
import { openStore, type Store, type StorePlace } from '../../server/ground/store/store.ts'
import type { Tables } from '../../server/ground/store/tables.ts'
import { MIGRATIONS } from '../../server/rooms.ts'
import { EMPTY_HOUSE } from './empty-house.ts'
import { versionOfPglite } from './fresh-pglite.ts'
import { kept } from './kept.ts'

/** A store with the tables of every room in it. One that is new begins as a copy, which is ten times as quick as to build it. */
export async function openHouseStore(place: StorePlace): Promise<Store> {
  if (place.kind === 'memory')
    return openStore({ kind: 'memory', from: await openAsBlob(await emptyHouse()) }, MIGRATIONS)
  if (place.kind === 'folder') await beginHouseFolder(place.folder)
  return openStore(place, MIGRATIONS)
}

/** Puts an empty house into the folder of a store, where there is none yet. */
export async function beginHouseFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'pg'))) return
  await mkdir(folder, { recursive: true, mode: 0o700 })
  cpSync(await emptyHouseFolder(), join(folder, 'pg'), { recursive: true })
}

/** Everything that an empty house depends on. */
export const WHAT_MAKES_A_HOUSE: readonly string[] = [
  JSON.stringify(MIGRATIONS),
  ...['../../server/ground/store/migrate.ts', 'house-store.ts'].map(file =>
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  ),
]

/** The file of an empty house in memory. */
export async function emptyHouse(): Promise<string> {
  return process.env[EMPTY_HOUSE] ?? kept('house', [versionOfPglite(), ...WHAT_MAKES_A_HOUSE], writeEmptyHouse)
}

async function emptyHouseFolder(): Promise<string> {
  const of = [versionOfPglite(), ...WHAT_MAKES_A_HOUSE]
  return kept('house-folder', of, async place => {
    const pglite = await PGlite.create(place, { loadDataDir: await openAsBlob(await emptyHouse()) })
    await pglite.close()
  })
}

/** Writes an empty house of the programs as they are into a file. */
export async function writeEmptyHouse(file: string): Promise<void> {
  const pglite = new PGlite()
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  try {
    await migrate(db, MIGRATIONS)
    for (const statement of MAKE_SMALL) await pglite.exec(statement)
    await writeFile(file, (await pglite.dumpDataDir('none')).stream())
  } finally {
    await db.destroy()
  }
}

/** What every copy would pay for: memory that is cleared, files that nobody opens, changes that are made good at the start. */
const MAKE_SMALL = [
  "alter system set shared_buffers = '8MB'",
  "update pg_database set datistemplate = false, datallowconn = true where datname like 'template%'",
  'drop database template0',
  'drop database template1',
  'checkpoint',
]
