import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { MIGRATIONS } from '../../rooms.ts'
import { migrate, statementsOf } from './migrate.ts'
import { runSetupScript } from './setup-script.ts'

const at = new Date('2026-11-22T00:00:00Z')

describeOnStores('the store', store => {
  it('migrates once, again without effect, and refuses a newer database', async () => {
    await migrate(store().db, MIGRATIONS)
    await expect(migrate(store().db, [])).rejects.toThrow(/has version \d+/)
  })

  it('takes a failed step back whole', async () => {
    const broken = [...MIGRATIONS, [{ name: 'broken', sql: 'create table half (x integer);\nselect * from nowhere;' }]]
    await expect(migrate(store().db, broken)).rejects.toThrow(/nowhere/)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::integer as n from pg_tables where tablename = 'half'`.execute(store().db)
    expect(rows[0]?.n).toBe(0)
  })

  it('keeps the audit trail from being changed', async () => {
    const { db } = store()
    await db
      .insertInto('audit')
      .values({ at, event: 'tested', subject: 'order-1', terminal_id: null, detail: '{"n":1}' })
      .execute()
    await expect(sql`update audit set event = 'other'`.execute(db)).rejects.toThrow(/append-only/)
    await expect(sql`delete from audit`.execute(db)).rejects.toThrow(/append-only/)
    await expect(sql`truncate audit`.execute(db)).rejects.toThrow(/append-only/)
    expect(await db.selectFrom('audit').select(['event', 'detail', 'at']).execute()).toEqual([
      { event: 'tested', detail: { n: 1 }, at },
    ])
  })

  it('gives the same kinds of values whichever it is', async () => {
    const { rows } = await sql<Readonly<Record<string, unknown>>>`
      select 9::bigint as big, array[9]::bigint[] as bigs, count(*) as counted, sum(n) as summed, sum(n::bigint) as exact,
        9::integer as small, 9.5::double precision as real, date '2026-12-01' - date '2026-11-30' as days, true as yes,
        '{"n":9}'::jsonb as said, decode('09', 'hex') as bytes
      from (values (4), (5)) as given (n)`.execute(store().db)
    const { bytes, ...others } = rows[0] ?? {}
    expect(others).toEqual({
      ...{ big: '9', bigs: ['9'], counted: '2', summed: '9', exact: '9', small: 9, real: 9.5, days: 1, yes: true },
      said: { n: 9 },
    })
    expect(Buffer.from(bytes as Uint8Array)).toEqual(Buffer.from([9]))
  })

  it('keeps concurrent transactions apart', async () => {
    const { db } = store()
    await db.insertInto('quota_use').values({ quota_key: 'k', used: 0, last_taken: 0 }).execute()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        db.transaction().execute(async tx => {
          await tx.updateTable('quota_use').set({ used: sql`used + 1` }).where('quota_key', '=', 'k').execute()
          if (i % 2 === 1) throw new Error('taken back')
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const row = await db.selectFrom('quota_use').select('used').where('quota_key', '=', 'k').executeTakeFirstOrThrow()
    expect(row.used).toBe(5)
  })

  it('runs a set-up script once for each content', async () => {
    const script = "create table sample (x text);\ninsert into sample values ('a;b');\n"
    expect(await runSetupScript(store().db, script, 'hash-1', at)).toBe(true)
    expect(await runSetupScript(store().db, script, 'hash-1', at)).toBe(false)
    const { rows } = await sql<{ x: string }>`select x from sample`.execute(store().db)
    expect(rows).toEqual([{ x: 'a;b' }])
  })
})

it('cuts scripts into statements, but not inside bodies', () => {
  expect(statementsOf('select 1;\ncreate function f() as $$\nx;\ny;\n$$;\nselect 2')).toEqual([
    'select 1;',
    'create function f() as $$\nx;\ny;\n$$;',
    'select 2',
  ])
})

it('keeps an embedded store in its folder, for one process at a time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-store-'))
  try {
    const first = await openHouseStore({ kind: 'folder', folder })
    await first.db.insertInto('setup_script').values({ sha256: 'x', run_at: at }).execute()
    await expect(openHouseStore({ kind: 'folder', folder })).rejects.toThrow('in use by another process')
    await first.close()
    const second = await openHouseStore({ kind: 'folder', folder })
    expect(await second.db.selectFrom('setup_script').select('sha256').execute()).toEqual([{ sha256: 'x' }])
    await second.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
