import { sql } from 'kysely'
import { listForStaff } from '../../server/cases/desk/list-for-staff.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { ordersOfNumber, ordersOfPeople } from '../../server/orders/desk/find-orders.ts'
import { listOrders, type OrderListWish } from '../../server/orders/desk/list-orders.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { createOrderWorld } from '../peers/order-world.ts'
import { POSTGRES_PROGRAMS, startPostgres } from '../peers/postgres.ts'
import { staffCaller } from '../peers/staff-callers.ts'
import { type Figure, figure } from './figure.ts'

const ORDERS = 1_000_000
const TERMINALS = 500
const ROUNDS = 10
const AIM_MS = 300
const LIMIT = 50
const EVERYWHERE = ['*']

/** Every list of orders and cases over a million orders at five hundred kiosks, in the embedded store and on PostgreSQL where it is found. */
export async function measureConsoleLists(): Promise<Figure[]> {
  const figures = POSTGRES_PROGRAMS === null ? [] : await onPostgres()
  const embedded = await openHouseStore({ kind: 'memory' })
  return [...figures, ...(await listsOf('pglite', embedded).finally(() => embedded.close()))]
}

/** On a real server alone. */
export async function onPostgres(): Promise<Figure[]> {
  const postgres = await startPostgres()
  try {
    const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
    return await listsOf('postgres', store).finally(() => store.close())
  } finally {
    await postgres.stop()
  }
}

async function listsOf(name: string, store: Store): Promise<Figure[]> {
  const { db } = store
  const world = await createOrderWorld(store)
  await fill(store, world.documentId)
  const { rows: one } = await sql<{
    order_number: string
    transaction_id: string
    created_at: Date
    terminal_id: string
  }>`
    select order_number, transaction_id, created_at, terminal_id from print_order where transaction_id is not null order by created_at limit 1`.execute(
    db,
  )
  const [old] = one
  if (!old) throw new Error('there are no orders')
  const orders = (sites: readonly string[], wish: Partial<OrderListWish>) => async () => {
    const page = await listOrders(db, sites, { orderIds: null, limit: LIMIT, ...wish })
    if (!page) throw new Error('no page')
  }
  const until = new Date(old.created_at.getTime() + 180 * 86_400_000)
  const caller = await staffCaller(db, { name: 'Bench', role: 'finance', nowMs: world.clock.now() })
  const number = (said: string) => async () => {
    const orderIds = await ordersOfNumber(db, { idOfCode: async () => undefined }, said)
    if (orderIds.length !== 1) throw new Error(`${said} is the number of ${orderIds.length} orders`)
    await orders(EVERYWHERE, { orderIds })()
  }
  const lists: Readonly<Record<string, () => Promise<unknown>>> = {
    newest: orders(EVERYWHERE, {}),
    'half-a-year-ago': orders(EVERYWHERE, { until }),
    'of-a-site': orders(['north'], {}),
    'of-a-kiosk': orders(EVERYWHERE, { terminalId: old.terminal_id }),
    'of-a-kiosk-and-state': orders(EVERYWHERE, { terminalId: old.terminal_id, state: 'closed' }),
    'not-ended': orders(EVERYWHERE, { state: 'ready' }),
    'closed-of-a-site': orders(['north'], { state: 'closed' }),
    'gone-back': orders(EVERYWHERE, { money: 'gone-back' }),
    'gone-back-of-a-site': orders(['north'], { money: 'gone-back' }),
    held: orders(EVERYWHERE, { money: 'held' }),
    'by-number': number(old.order_number),
    'by-transaction': number(old.transaction_id),
    'of-a-person': async () => orders(EVERYWHERE, { orderIds: await ordersOfPeople(db, [`person-7`]) })(),
    cases: () => listForStaff(db, caller, 'Bench', { state: 'needs-hand', limit: LIMIT }, new Date()),
    'cases-of-a-site': () =>
      listForStaff(db, { ...caller, sites: ['north'] }, 'Bench', { state: 'all', limit: LIMIT }, new Date()),
  }
  const figures: Figure[] = []
  for (const [list, ask] of Object.entries(lists)) {
    const samples: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const beganMs = performance.now()
      await ask()
      samples.push(performance.now() - beganMs)
    }
    figures.push(figure(`list-${list}-${name}`, 'ms', AIM_MS, samples))
  }
  return figures
}

/** A year of a large university, made in the database itself: one order in a hundred went back, one in ten was closed. */
async function fill({ db: pool }: Store, documentId: string): Promise<void> {
  await pool.transaction().execute(async db => {
    // A million rows take longer than any request may, and looking up what each refers to takes the most of it.
    await sql`set local statement_timeout = 0`.execute(db)
    await sql`set local session_replication_role = replica`.execute(db)
    await fillIn(db, documentId)
  })
  for (const table of ['print_order', 'document', 'terminal', 'open_case'])
    await sql`analyze ${sql.ref(table)}`.execute(pool)
}

async function fillIn(db: Store['db'], documentId: string): Promise<void> {
  await sql`insert into site values ('north', '北区', 'North', 2)`.execute(db)
  await sql`insert into terminal (terminal_id, public_key, name_zh, name_en, place_zh, place_en, state, enrolled_at, site_id)
    select 'kiosk-' || n, 'key-' || n, '机' || n, 'Kiosk ' || n, '楼', 'Hall', 'active', now(), case when n % 100 = 0 then 'north' else 'main' end
    from generate_series(1, ${sql.lit(TERMINALS)}) n`.execute(db)
  await sql`insert into document (document_id, visit_key, terminal_id, person_id, kind, edition, title_zh, title_en, name_masked_zh,
      name_masked_en, unit_price_fen, document_number, verification_key, state, created_at, issued_at, pages, byte_length, sha256)
    select 'document-' || n, visit_key, terminal_id, 'person-' || n, kind, edition, title_zh, title_en, name_masked_zh, name_masked_en,
      unit_price_fen, 'number-' || n, 'key-' || n, state, created_at, issued_at, pages, byte_length, sha256
    from document, generate_series(1, 100000) n where document_id = ${documentId}`.execute(db)
  await sql`insert into print_order (order_id, job_id, order_number, terminal_id, visit_key, document_id, quota_key, copies, free_copies,
      unit_price_fen, amount_fen, state, out_trade_no, provider, merchant_id, paid_fen, transaction_id, copies_delivered, sheets_delivered,
      refund_fen, created_at, ready_at, over_at, outcome_by)
    select 'order-' || lpad(n::text, 10, '0'), 'job-' || n, 'n' || n, 'kiosk-' || (n % ${sql.lit(TERMINALS)} + 1), d.visit_key,
      'document-' || (n % 100000 + 1), 'ever/*/person', 2, 0, 200, 400,
      case when n % 10 = 3 then 'closed' else 'ended' end, 'trade-' || n, 'wechat-pay', '1', case when n % 10 = 3 then 0 else 400 end,
      case when n % 10 = 3 then null else 'transaction-' || n end, case when n % 10 = 3 then null when n % 100 = 1 then 1 else 2 end, 4,
      case when n % 100 = 1 then 200 else 0 end, at, at, at, case when n % 10 = 3 then null else 'terminal' end
    from generate_series(1, ${sql.lit(ORDERS)}) n
    cross join lateral (select date_trunc('milliseconds', now() - interval '365 days' + n * interval '31 seconds') as at) t
    cross join (select visit_key from document where document_id = ${documentId}) d`.execute(db)
  await sql`insert into open_case (case_number, kind, subject, order_id, amount_fen, state, last_heard_at, opened_at)
    select 'C-26' || lpad(n::text, 4, '0') || '-AAAA', 'copy-unclear', 'subject-' || n, 'order-' || lpad(n::text, 10, '0'), 200, 'open', now(),
      date_trunc('milliseconds', now() - n * interval '1 hour')
    from generate_series(1, 9000) n`.execute(db)
}
