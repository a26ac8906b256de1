import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore, type Store } from '../../server/ground/store/store.ts'
import { MIGRATIONS } from '../../server/rooms.ts'
import { EMPTY_HOUSE } from './empty-house.ts'
import { startHousePostgres } from './house-postgres.ts'
import { openHouseStore, writeEmptyHouse } from './house-store.ts'
import { POSTGRES_PROGRAMS, startPostgres } from './postgres.ts'

/** Stands for all that is in a database: its columns, what holds of them, what happens by itself, and the rows that steps make. */
const CONTENT = sql<{ what: string }>`
  select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as what
  from information_schema.columns where table_schema = 'public'
  union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'public'::regnamespace
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
  union all select format('site %s', site) from site
  union all select format('chain %s', audit_chain) from audit_chain
  union all select format('version %s', max(version)) from schema_version
  order by 1`

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

it('every kind of copy holds what the steps make of nothing, and goes on from there', async () => {
  const built = await openStore({ kind: 'memory' }, MIGRATIONS)
  open.push(built)
  const { rows: content } = await CONTENT.execute(built.db)
  expect(content.length).toBeGreaterThan(1_000)
  const copies = [await copyOfHouse(), await openHouseStore({ kind: 'folder', folder: join(folder, 'store') })]
  open.push(copies[1]!)
  for (const { db } of copies) expect((await CONTENT.execute(db)).rows).toEqual(content)
})

it.skipIf(POSTGRES_PROGRAMS === null)('so does a copy on PostgreSQL', async () => {
  const [empty, house] = await Promise.all([startPostgres(), startHousePostgres()])
  try {
    const places = [empty, house].map(({ databaseUrl }) => ({ kind: 'postgres' as const, databaseUrl }))
    const [built, copy] = await Promise.all(places.map(place => openStore(place, MIGRATIONS)))
    const [content, copied] = await Promise.all([CONTENT.execute(built!.db), CONTENT.execute(copy!.db)])
    expect(copied.rows).toEqual(content.rows)
    await Promise.all([built!.close(), copy!.close()])
  } finally {
    await Promise.all([empty.stop(), house.stop()])
  }
})
