import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { ROOMS } from '../server/rooms.ts'
import { openHouseStore } from '../tests/peers/house-store.ts'
import { withAuditTable } from './audit-table.ts'
import { withPermissionTable } from './permission-table.ts'
import { tableTypes } from './table-types.ts'

/**
 * Writes the types of all rows from a database that went through every migration, and the tables of who may do what and of what
 * stands in the audit trail into the documentation. To be run after a migration or a permission or an event was added.
 */
const store = await openHouseStore({ kind: 'memory' })
const file = join(import.meta.dirname, '..', 'server', 'ground', 'store', 'tables.ts')
writeFileSync(file, await tableTypes(store.db as unknown as Kysely<never>))
await store.close()
const page = join(import.meta.dirname, '..', 'docs', 'staff.md')
writeFileSync(page, withPermissionTable(readFileSync(page, 'utf8')))
const events = join(import.meta.dirname, '..', 'docs', 'audit-events.md')
writeFileSync(events, withAuditTable(readFileSync(events, 'utf8'), ROOMS))
console.log('written: server/ground/store/tables.ts and the tables in docs/staff.md and docs/audit-events.md')
