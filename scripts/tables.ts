import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { openHouseStore } from '../tests/peers/house-store.ts'
import { tableTypes } from './table-types.ts'

/** Writes the types of all rows from a database that went through every migration. To be run after one was added. */
const store = await openHouseStore({ kind: 'memory' })
const file = join(import.meta.dirname, '..', 'server', 'ground', 'store', 'tables.ts')
writeFileSync(file, await tableTypes(store.db as unknown as Kysely<never>))
await store.close()
console.log('written: server/ground/store/tables.ts')
