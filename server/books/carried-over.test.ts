import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { POSTGRES_PROGRAMS, startPostgres } from '../../tests/peers/postgres.ts'
import { migrate } from '../ground/store/migrate.ts'
import { openStore, type StorePlace } from '../ground/store/store.ts'
import { MIGRATIONS } from '../rooms.ts'
import { balanceOf } from './balances.ts'

/** The last step of before the books. */
const BEFORE = MIGRATIONS.slice(0, 4)

// Of each, how it was left: copies of which some are free at 200 fen, its state, and its refund.
const ORDERS = `
insert into terminal values ('t', 'k', '一', 'One', '', '', 'active', '2026-01-01Z');
insert into visit (visit_key, terminal_id, person_id, started_at, last_seen_at) values ('v', 't', 'p', '2026-01-01Z', '2026-01-01Z');
insert into document (document_id, visit_key, terminal_id, person_id, kind, edition, title_zh, title_en, name_masked_zh,
  name_masked_en, unit_price_fen, document_number, verification_key, state, created_at)
  values ('d', 'v', 't', 'p', 'transcript', 'zh', '', '', '', '', 200, 'n', 'c', 'preparing', '2026-01-01Z');
insert into print_order (order_id, job_id, order_number, terminal_id, visit_key, document_id, quota_key, copies, free_copies,
  unit_price_fen, amount_fen, state, out_trade_no, provider, paid_fen, copies_delivered, refund_fen, created_at, ready_at, over_at)
  select id, id, 'nr-' || id, 't', 'v', 'd', 'q', copies, free, 200, (copies - free) * 200, state,
    case when copies > free then 'yz-' || id end, case when copies > free then 'wechat-pay' end, paid, delivered, refund,
    '2026-03-01 01:00Z', ready::timestamptz, over::timestamptz
  from (values
    ('free', 2, 2, 'ended', 0, 2, 0, '2026-03-01 01:00Z', '2026-03-01 01:05Z'),
    ('waiting', 2, 0, 'awaiting-payment', 0, null, 0, null, null),
    ('closed', 2, 0, 'closed', 0, null, 0, null, '2026-03-01 01:09Z'),
    ('ready', 3, 1, 'ready', 400, null, 0, '2026-03-01 01:02Z', null),
    ('whole', 3, 0, 'ended', 600, 3, 0, '2026-03-01 01:02Z', '2026-03-01 01:03Z'),
    ('short', 3, 0, 'ended', 600, 1, 400, '2026-03-01 01:02Z', '2026-03-01 01:03Z'),
    ('nothing', 3, 0, 'ended', 600, 0, 600, '2026-03-01 01:02Z', '2026-03-01 01:03Z'),
    ('late', 2, 0, 'closed', 400, null, 400, null, '2026-03-01 01:09Z'),
    ('wrong', 2, 0, 'closed', 401, null, 401, null, '2026-03-01 01:09Z')
  ) as o (id, copies, free, state, paid, delivered, refund, ready, over);
insert into refund (order_id, cause, out_refund_no, refund_fen, total_fen, state, created_at, succeeded_at) values
  ('short', 'not-delivered', 'yz-short-not-delivered-1', 400, 600, 'succeeded', '2026-03-01 01:03Z', '2026-03-02 04:00Z'),
  ('nothing', 'not-delivered', 'yz-nothing-not-delivered-2', 600, 600, 'due', '2026-03-01 01:03Z', null),
  ('late', 'paid-late', 'yz-late-paid-late-1', 400, 400, 'needs-hand', '2026-03-01 02:00Z', null),
  ('wrong', 'wrong-amount', 'yz-wrong-wrong-amount-1', 401, 401, 'succeeded', '2026-03-01 02:00Z', '2026-03-01 02:01Z');
`

const STANDS = {
  free: [0, 0, 0, 0],
  waiting: [0, 0, 0, 0],
  closed: [0, 0, 0, 0],
  ready: [400, -400, 0, 0],
  whole: [600, 0, -600, 0],
  short: [200, 0, -200, 0],
  nothing: [600, 0, 0, -600],
  late: [400, 0, 0, -400],
  wrong: [0, 0, 0, 0],
} as const

async function carriedOver(place: StorePlace): Promise<void> {
  const store = await openStore(place, BEFORE)
  try {
    for (const statement of ORDERS.split(/;\n/)) if (statement.trim() !== '') await sql.raw(statement).execute(store.db)
    await migrate(store.db, MIGRATIONS)
    for (const [order, [provider, visitor, university, givenBack]] of Object.entries(STANDS))
      expect(await balanceOf(store.db, order), order).toEqual({
        ...{ provider, visitor, university, 'given-back': givenBack, 'by-hand': 0, lost: 0 },
      })
    const entries = await store.db
      .selectFrom('book_entry')
      .select(['cause', 'reference', 'at', 'is_carried_over'])
      .where('subject', '=', 'short')
      .orderBy('at')
      .orderBy('cause')
      .execute()
    expect(entries).toEqual([
      {
        ...{ cause: 'payment-seen', reference: 'yz-short', is_carried_over: true },
        at: new Date('2026-03-01T01:02:00Z'),
      },
      { cause: 'charged', reference: 'nr-short', is_carried_over: true, at: new Date('2026-03-01T01:03:00Z') },
      {
        ...{ cause: 'refund-owed', reference: 'not-delivered', is_carried_over: true },
        at: new Date('2026-03-01T01:03:00Z'),
      },
      {
        ...{ cause: 'refund-paid', reference: 'yz-short-not-delivered-1', is_carried_over: true },
        at: new Date('2026-03-02T04:00:00Z'),
      },
    ])
  } finally {
    await store.close()
  }
}

describe('orders of before the books', () => {
  it('are carried over, each as it stands, on PGlite', () => carriedOver({ kind: 'memory' }), 60_000)

  it.skipIf(POSTGRES_PROGRAMS === null)(
    'are carried over, each as it stands, on PostgreSQL',
    async () => {
      const postgres = await startPostgres()
      try {
        await carriedOver({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
      } finally {
        await postgres.stop()
      }
    },
    60_000,
  )
})
