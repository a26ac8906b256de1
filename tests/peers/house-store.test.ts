import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../server/ground/store/store.ts'
import { EMPTY_HOUSE } from './empty-house.ts'
import { openHouseStore, writeEmptyHouse } from './house-store.ts'

let folder = ''
const open: Store[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-house-'))
  await writeEmptyHouse(join(folder, 'house.tar'))
})

afterAll(async () => {
  delete process.env[EMPTY_HOUSE]
  for (const store of open) await store.close()
  await rm(folder, { recursive: true })
})

async function copyOfHouse(): Promise<Store> {
  const store = await openHouseStore({ kind: 'memory' })
  open.push(store)
  return store
}
const usedUnder = async ({ db }: Store, key: string) =>
  (await db.selectFrom('quota_use').select('used').where('quota_key', '=', key).executeTakeFirst())?.used ?? null

it('a copy of an empty house has its tables and nothing in them, and none sees another', async () => {
  process.env[EMPTY_HOUSE] = join(folder, 'house.tar')
  const [one, other] = [await copyOfHouse(), await copyOfHouse()]
  await sql`insert into quota_use (quota_key, used, last_taken) values ('k', 1, 1)`.execute(one.db)
  expect([await usedUnder(one, 'k'), await usedUnder(other, 'k')]).toEqual([1, null])
  expect(await other.db.selectFrom('print_order').selectAll().execute()).toEqual([])
})
