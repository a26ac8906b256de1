import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POSTGRES_PROGRAMS, startPostgres } from '../../../tests/peers/postgres.ts'
import { postgresPool } from './postgres-pool.ts'
import { createStatementNames } from './prepared-client.ts'

describe('the names of statements', () => {
  it('are for what comes again, and the same for the same text', () => {
    const names = createStatementNames()
    expect([1, 2].map(() => names.nameOf('select $1'))).toEqual([undefined, undefined])
    const name = names.nameOf('select $1')
    expect(name).toMatch(/^[0-9a-f]{32}$/)
    expect(names.nameOf('select $1')).toBe(name)
    expect([1, 2, 3].map(() => names.nameOf('select $2')).at(-1)).not.toBe(name)
  })

  it('come to an end: of texts without end only the first are remembered', () => {
    const names = createStatementNames()
    for (let nth = 0; nth < 300; nth++) names.nameOf(`select ${nth}`)
    for (let time = 0; time < 5; time++) expect(names.nameOf('select another')).toBeUndefined()
    names.nameOf('select 7')
    expect(names.nameOf('select 7')).toBeDefined()
  })
})

describe.skipIf(POSTGRES_PROGRAMS === null)('a connection to PostgreSQL', () => {
  let stop = async () => {}
  let pool: pg.Pool
  beforeAll(async () => {
    const postgres = await startPostgres()
    stop = postgres.stop
    pool = postgresPool({ connectionString: postgres.databaseUrl, max: 1 })
    await pool.query('create table thing (n integer)')
    await pool.query('insert into thing values (1), (2)')
  })
  afterAll(async () => {
    await pool?.end()
    await stop()
  })
  const on = async <Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> => {
    const client = await pool.connect()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }
  const prepared = () =>
    on(async client => {
      const { rows } = await client.query<{ statement: string }>('select statement from pg_prepared_statements')
      return rows.map(({ statement }) => statement)
    })
  const TEXT = 'select * from thing where n >= $1 order by n'

  it('keeps the plan of what comes again and again, and answers the same', async () => {
    for (let time = 0; time < 5; time++) {
      const { rows } = await on(client => client.query(TEXT, [2]))
      expect(rows).toEqual([{ n: 2 }])
    }
    expect(await prepared()).toContain(TEXT)
    const { rows } = await on(client => client.query(TEXT, [1]))
    expect(rows).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('fails once after a column was added, also for a statement in a transaction, and then knows it', async () => {
    const other = 'select * from thing where n < $1'
    for (let time = 0; time < 4; time++) for (const text of [TEXT, other]) await on(client => client.query(text, [2]))
    await on(client => client.query('alter table thing add column word text'))
    const failing = on(async client => {
      await client.query('begin')
      try {
        await client.query(TEXT, [2])
      } finally {
        await client.query('rollback')
      }
    })
    await expect(failing).rejects.toThrow(/cached plan/)
    const { rows } = await on(client => client.query(TEXT, [2]))
    expect(rows).toEqual([{ n: 2, word: null }])
    expect((await on(client => client.query(other, [2]))).rows).toEqual([{ n: 1, word: null }])
  })

  it('lets what the database refuses be refused', async () => {
    for (let time = 0; time < 5; time++)
      await expect(on(client => client.query('select 1 / $1::integer', [0]))).rejects.toThrow(/division by zero/)
    expect((await on(client => client.query('select 1 as one'))).rows).toEqual([{ one: 1 }])
    expect((await pool.query('select $1::integer as two', [2])).rows).toEqual([{ two: 2 }])
  })
})
