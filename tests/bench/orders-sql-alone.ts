import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { postgresPool } from '../../server/ground/store/postgres-pool.ts'

/** The transactions of an order's life as bare SQL, on tables like those of the house, without any of its code. */
export interface SqlAlone {
  /** Does so many lives; its only sample is the time for one of them, in ms. */
  turn(count: number, shortEvery: number): Promise<readonly number[]>
  close(): Promise<void>
}

const TABLES = `
create schema alone;
create table alone.quota (key text primary key, used integer not null);
create table alone.trade (id text primary key, job text not null unique, state text not null, paid_fen integer not null default 0,
  refund_fen integer not null default 0, delivered integer, next_check_at timestamptz, made_at timestamptz not null);
create index on alone.trade (next_check_at) where next_check_at is not null;
create table alone.refund (id text primary key references alone.trade, fen integer not null, state text not null);
create table alone.entry (id bigint generated always as identity primary key, subject text not null, cause text not null, unique (subject, cause));
create table alone.line (entry bigint not null references alone.entry, account text not null, fen integer not null, primary key (entry, account));
create table alone.audit (id bigint generated always as identity primary key, subject text not null, event text not null, detail jsonb not null);
create index on alone.audit (subject);
`
const AUDIT = `insert into alone.audit (subject, event, detail) values ($1, $2, '{"from":"a","to":"b","paidFen":400,"refundFen":0}')`
const ENTRY = `with e as (insert into alone.entry (subject, cause) values ($1, $2) returning id)
  insert into alone.line select id, a, f from e, (values ('one', 200), ('other', -200)) as l (a, f)`

export function openSqlAlone(databaseUrl: string, lanes: number): SqlAlone {
  // As many connections as the house has.
  const pool = postgresPool({ connectionString: databaseUrl, max: 8 })
  const ready = pool.query(TABLES)
  const step = async (work: (client: pg.PoolClient) => Promise<unknown>) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await work(client)
      await client.query('commit')
    } finally {
      client.release()
    }
  }
  const change = (id: string, set: string, event: string, causes: readonly string[] = [], more?: string) =>
    step(async client => {
      await client.query('select * from alone.trade where id = $1 for update', [id])
      for (const cause of causes) await client.query(ENTRY, [id, cause])
      if (more !== undefined) await client.query(more, [id])
      await client.query(AUDIT, [id, event])
      await client.query(`update alone.trade set ${set} where id = $1 returning *`, [id])
    })
  const live = async (lane: number, isShort: boolean) => {
    const id = randomUUID()
    await step(async client => {
      await client.query(
        'insert into alone.quota as q values ($1, 0) on conflict (key) do update set used = q.used returning used',
        [`lane-${lane}`],
      )
      await client.query(
        `insert into alone.trade (id, job, state, made_at, next_check_at) values ($1, $1, 'opening', now(), now())`,
        [id],
      )
      await client.query(AUDIT, [id, 'order-opened'])
    })
    // The right to ask the provider is claimed before it is asked for a code.
    await step(async client => {
      await client.query('select * from alone.trade where id = $1 for update', [id])
      await client.query('update alone.trade set next_check_at = now() where id = $1', [id])
    })
    await change(id, `state = 'awaiting-payment'`, 'order-opened-there')
    await change(id, `state = 'ready', paid_fen = 400, next_check_at = null`, 'order-payment-seen', ['payment-seen'])
    if (!isShort) return change(id, `state = 'ended', delivered = 2`, 'order-printed', ['charged'])
    const owe = `insert into alone.refund values ($1, 200, 'due')`
    await change(
      id,
      `state = 'ended', delivered = 1, refund_fen = 200`,
      'order-printed',
      ['charged', 'refund-owed'],
      owe,
    )
    const accept = `update alone.refund set state = 'accepted' where id = $1`
    await change(id, 'refund_fen = 200', 'refund-processing', [], accept)
    const end = `update alone.refund set state = 'succeeded' where id = $1`
    return change(id, 'refund_fen = 200', 'refund-succeeded', ['refund-paid'], end)
  }
  return {
    turn: async (count, shortEvery) => {
      await ready
      const beganMs = performance.now()
      let nth = 0
      const lane = async (_: unknown, at: number) => {
        while (nth < count) await live(at, nth++ % shortEvery === 0)
      }
      await Promise.all(Array.from({ length: lanes }, lane))
      return [(performance.now() - beganMs) / count]
    },
    close: async () => {
      await ready.catch(() => undefined)
      await pool.end()
    },
  }
}
