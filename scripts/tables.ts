import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { openHouseStore } from '../tests/peers/house-store.ts'
import { withPermissionTable } from './permission-table.ts'
import { tableTypes } from './table-types.ts'

/**
 * Writes the types of all rows from a database that went through every migration, and the table of who may do what into the
 * documentation. To be run after a migration or a permission was added.
 */
const store = await openHouseStore({ kind: 'memory' })
const file = join(import.meta.dirname, '..', 'server', 'ground', 'store', 'tables.ts')
writeFileSync(file, await tableTypes(store.db as unknown as Kysely<never>))
await store.close()
const page = join(import.meta.dirname, '..', 'docs', 'staff.md')
writeFileSync(page, withPermissionTable(readFileSync(page, 'utf8')))
console.log('written: server/ground/store/tables.ts and the table in docs/staff.md')
