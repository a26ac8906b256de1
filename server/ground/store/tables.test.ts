import { readFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { tableTypes } from '../../../scripts/table-types.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'

describeOnStores('the types of rows', store => {
  it('are those of the migrated database (npm run tables)', async () => {
    const made = await tableTypes(store().db as unknown as Kysely<never>)
    expect(readFileSync(new URL('./tables.ts', import.meta.url), 'utf8')).toBe(made)
  })
})
