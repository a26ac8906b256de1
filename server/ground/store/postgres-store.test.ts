import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { POSTGRES_PROGRAMS, startPostgres } from '../../../tests/peers/postgres.ts'
import { MIGRATIONS } from '../../rooms.ts'
import type { Store } from './store.ts'
import { openStore } from './store.ts'

const LOCK = 4711

describe.skipIf(POSTGRES_PROGRAMS === null)('a store on PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  const open: Store[] = []
  const place = () => ({ kind: 'postgres', databaseUrl: postgres.databaseUrl }) as const
  const opened = async (opening: Promise<Store>) => {
    const store = await opening
    open.push(store)
    return store
  }
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(async () => {
    for (const store of open) await store.close()
    await postgres.stop()
  })

  it('is made by four servers at once, on an empty database', async () => {
    const opening = Array.from({ length: 4 }, () => opened(openHouseStore(place())))
    expect((await Promise.allSettled(opening)).filter(({ status }) => status === 'rejected')).toEqual([])
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from schema_version`.execute(open[0]!.db)
    expect(rows).toEqual([{ n: MIGRATIONS.length }])
  })

  it('gives a step of the migration as long as it takes', async () => {
    // What the step would be measured by is written down by itself, so that nobody waits for it.
    const step = {
      name: 'how-long',
      sql: "create table how_long as select current_setting('statement_timeout') as ms;",
    }
    const { db } = await opened(openStore(place(), [...MIGRATIONS, [step]]))
    expect((await sql`select ms from how_long`.execute(db)).rows).toEqual([{ ms: '0' }])
    expect((await sql`show statement_timeout`.execute(db)).rows).toEqual([{ statement_timeout: '10s' }])
  })

  it.each(['a query', 'a transaction'])('outlives the connection of %s that is under way', async which => {
    const { db } = open[0]!
    const waiting = sql<{ pid: number }>`select pid from pg_stat_activity where wait_event_type = 'Lock'`
    await db.transaction().execute(async holder => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(holder)
      const wait = sql`select pg_advisory_lock(${LOCK})`
      const lost = which === 'a query' ? wait.execute(db) : db.transaction().execute(tx => wait.execute(tx))
      const outcome = expect(lost).rejects.toThrow(/terminat/)
      let pids: readonly { pid: number }[] = []
      while (pids.length === 0) pids = (await waiting.execute(open[1]!.db)).rows
      await sql`select pg_terminate_backend(${pids[0]!.pid})`.execute(holder)
      await outcome
    })
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })
})
