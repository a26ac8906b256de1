import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Store } from '../../server/ground/store/store.ts'
import { merchantsOf, type Payments } from '../../server/payments/payments.ts'
import { unwrap } from '../../src/result.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { createOrderWorld, type OrderWorld, UNIT_PRICE_FEN } from '../peers/order-world.ts'
import { startPostgres } from '../peers/postgres.ts'
import { type Figure, figure } from './figure.ts'

const OPEN_ORDERS = 10_000
const AIM_MS = 60_000
/** What a call to the provider takes. */
const CALL_MS = 50
/** The server begins its next sweep so long after one has ended. */
const BETWEEN_SWEEPS_MS = 2_000

/**
 * A server starts after a bad day: ten thousand orders whose time to pay is over are open in its tables, half of them were paid and
 * nobody has heard of it. Measures until each is ready or closed by the provider's word, at a provider that takes its time for each call.
 */
export async function measureOrdersStart(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
  try {
    const world = await createOrderWorld(store)
    await leaveOpen(store, world)
    const { merchant } = world.double
    let calls = 0
    const slow = async <T>(call: Promise<T>): Promise<T> => {
      calls++
      await delay(CALL_MS)
      return call
    }
    const payments: Payments = {
      ...merchant.payments,
      query: outTradeNo => slow(merchant.payments.query(outTradeNo)),
      close: outTradeNo => slow(merchant.payments.close(outTradeNo)),
    }
    world.configure(merchantsOf({ ...merchant, payments }))
    const beganMs = performance.now()
    let betweenMs = 0
    for (await world.orders().sweep(); (await openOrders(store)) > 0; await world.orders().sweep()) {
      betweenMs += BETWEEN_SWEEPS_MS
      await world.clock.advance(BETWEEN_SWEEPS_MS)
      if (performance.now() - beganMs + betweenMs > 20 * AIM_MS) throw new Error('the orders do not come to their end')
    }
    const tookMs = performance.now() - beganMs + betweenMs
    await requireSettled(store)
    return [
      figure('open-orders-settled-at-start', 'ms', AIM_MS, [tookMs]),
      figure('open-orders-at-start', 'times', null, [OPEN_ORDERS]),
      figure('calls-for-an-open-order', 'times', null, [calls / OPEN_ORDERS]),
    ]
  } finally {
    await store.close()
    await postgres.stop()
  }
}

async function leaveOpen({ db }: Store, world: OrderWorld): Promise<void> {
  const now = new Date(world.clock.now())
  const { provider, merchantId } = world.double.merchant
  const payUntil = new Date(now.getTime() - 600_000)
  const visit = await db.selectFrom('visit').select('visit_key').executeTakeFirstOrThrow()
  await sql`
    insert into print_order (order_id, job_id, order_number, terminal_id, visit_key, document_id, quota_key, copies, free_copies,
      unit_price_fen, amount_fen, state, out_trade_no, provider, merchant_id, code_url, pay_until, created_at, next_check_at)
    select 'o' || n, 'j' || n, 'nr-' || n, ${world.terminalId}, ${visit.visit_key}, ${world.documentId}, 'q', 2, 0,
      ${UNIT_PRICE_FEN}::integer, ${2 * UNIT_PRICE_FEN}::integer, case n % 4 when 0 then 'closing' else 'awaiting-payment' end,
      'yz' || n, ${provider}::text, ${merchantId}::text, 'weixin://x', ${payUntil}::timestamptz, ${payUntil}::timestamptz, ${payUntil}::timestamptz
    from generate_series(1, ${OPEN_ORDERS}::integer) as n`.execute(db)
  const expiresAt = new Date(now.getTime() + 1)
  for (let nth = 1; nth <= OPEN_ORDERS; nth++) {
    const outTradeNo = `yz${nth}`
    const amountFen = 2 * UNIT_PRICE_FEN
    unwrap(await world.double.payments.openCode({ outTradeNo, amountFen, expiresAt, description: '', terminalId: '' }))
    if (nth % 2 === 0) world.double.pay(outTradeNo)
  }
}

const openOrders = async ({ db }: Store): Promise<number> => {
  const { open } = await db
    .selectFrom('print_order')
    .select(({ fn }) => fn.countAll<string>().as('open'))
    .where(either => either.or([either('state', 'not in', ['ready', 'closed']), either('loose_end', '=', true)]))
    .executeTakeFirstOrThrow()
  return Number(open)
}

/** Half of them are ready, with their money in the books; the others are closed. */
async function requireSettled({ db }: Store): Promise<void> {
  const ready = await db
    .selectFrom('print_order')
    .innerJoin('book_entry', 'book_entry.subject', 'print_order.order_id')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('state', '=', 'ready')
    .where('cause', '=', 'payment-seen')
    .executeTakeFirstOrThrow()
  if (Number(ready.count) !== OPEN_ORDERS / 2) throw new Error(`${ready.count} orders are ready`)
}
