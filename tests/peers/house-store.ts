import { openAsBlob } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { migrate } from '../../server/ground/store/migrate.ts'
import { openStore, type Store, type StorePlace } from '../../server/ground/store/store.ts'
import type { Tables } from '../../server/ground/store/tables.ts'
import { MIGRATIONS } from '../../server/rooms.ts'
import { EMPTY_HOUSE } from './empty-house.ts'

/** A store with the tables of every room in it. */
export async function openHouseStore(place: StorePlace): Promise<Store> {
  const file = process.env[EMPTY_HOUSE]
  if (place.kind !== 'memory' || file === undefined) return openStore(place, MIGRATIONS)
  return openStore({ kind: 'memory', from: await openAsBlob(file) }, MIGRATIONS)
}

/** Writes an empty house of the programs as they are into a file. */
export async function writeEmptyHouse(file: string): Promise<void> {
  const pglite = new PGlite()
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  try {
    await migrate(db, MIGRATIONS)
    await writeFile(file, (await pglite.dumpDataDir('none')).stream())
  } finally {
    await db.destroy()
  }
}
