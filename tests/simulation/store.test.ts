import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createRealWork } from './real-work.ts'
import { createSimulatedStore } from './store.ts'

test('a settled store is put back whole: rows, tables, numbers and files are as they were', async () => {
  const store = await createSimulatedStore(createRealWork())
  const { db } = store
  const note = (subject: string) =>
    db
      .insertInto('audit')
      .values({ at: new Date(0), event: 'order-opened', subject, terminal_id: null, detail: '{}' })
      .returning('seq')
      .executeTakeFirstOrThrow()
  const notes = () => db.selectFrom('audit').select(['seq', 'subject']).execute()
  const isThere = async (table: string) => {
    const { rows } = await sql<{ oid: string | null }>`select to_regclass(${table}) as oid`.execute(db)
    return rows[0]?.oid !== null
  }
  await note('before')
  await store.settle()
  expect(await notes()).toEqual([])

  const lives = async (subject: string) => {
    const { seq } = await note(subject)
    await sql`create table ${sql.table(subject)} as select i from generate_series(1, 20000) i`.execute(db)
    await sql`checkpoint`.execute(db)
    return seq
  }
  const first = await lives('first')
  expect(await isThere('first')).toBe(true)
  await store.empty()
  expect(await isThere('first')).toBe(false)
  expect(await notes()).toEqual([])
  expect(await lives('second')).toBe(first)
  await store.empty()
  expect(await isThere('second')).toBe(false)
})

test('what may have written orders is told apart from what has only read them', async () => {
  const { db, orderWrites } = await createSimulatedStore(createRealWork())
  const before = orderWrites()
  await db.selectFrom('print_order').selectAll().execute()
  await db.deleteFrom('request_nonce').execute()
  expect(orderWrites()).toBe(before)
  await db.updateTable('print_order').set({ unfound: 0 }).execute()
  const after = orderWrites()
  expect(after).not.toBe(before)
  const broken = db.transaction().execute(() => Promise.reject(new Error('taken back')))
  await expect(broken).rejects.toThrow('taken back')
  expect(orderWrites()).not.toBe(after)
})
