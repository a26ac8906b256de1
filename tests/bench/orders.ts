import { sql } from 'kysely'
import type { Store } from '../../server/ground/store/store.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { createOrderWorld, FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from '../peers/order-world.ts'
import { startPostgres } from '../peers/postgres.ts'
import { type Figure, figure } from './figure.ts'
import { openSqlAlone } from './orders-sql-alone.ts'
import { type Contender, inTurns, ratioFigure, samplesOf } from './turns.ts'

/** Life cycles of paid orders a second. */
const AIM_PER_SECOND = 200
const ROUNDS = 8
const PER_TURN = 240
/** So many terminals are at it at once. */
const TERMINALS = 16
/** Of so many orders one comes out short and is paid back. */
const SHORT_EVERY = 4
const COPIES = 2
const [OURS, UNLINKED, ALONE] = ['orders-life', 'orders-life-unlinked', 'orders-sql-alone']

/**
 * Whole lives of paid orders on a real PostgreSQL, with quota, books and audit: opened, code, notice of the payment, outcome, and of every
 * fourth the refund until the provider's word that it is through. Beside them the same transactions and rows in bare SQL, which is the
 * floor that database and driver set; and the same lives without the trigger that has each entry of the trail wait for its link.
 */
export async function measureOrders(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
  const alone = openSqlAlone(postgres.databaseUrl, TERMINALS)
  try {
    const worlds = await Promise.all(Array.from({ length: TERMINALS }, () => openWorld(store)))
    const turn = lives(store, worlds)
    const unlinked = async () => {
      await sql`alter table audit disable trigger audit_waits_for_chain`.execute(store.db)
      try {
        return await turn()
      } finally {
        await sql`alter table audit enable trigger audit_waits_for_chain`.execute(store.db)
      }
    }
    const turns = await inTurns(
      [
        ...[
          { name: OURS, turn },
          { name: UNLINKED, turn: unlinked },
        ],
        { name: ALONE, turn: () => alone.turn(PER_TURN, SHORT_EVERY) },
      ],
      ROUNDS,
    )
    await requireSettled(store)
    const perSecond = (name: string) => samplesOf(turns, name).map(tookMs => 1000 / tookMs)
    return [
      figure(OURS, 'orders/s', AIM_PER_SECOND, perSecond(OURS)),
      figure(UNLINKED, 'orders/s', null, perSecond(UNLINKED)),
      figure(ALONE, 'orders/s', null, perSecond(ALONE)),
      ratioFigure(turns, UNLINKED, OURS),
      ratioFigure(turns, ALONE, OURS),
    ]
  } finally {
    await alone.close()
    await store.close()
    await postgres.stop()
  }
}

/** A terminal whose person has no free copies left. */
async function openWorld(store: Store): Promise<OrderWorld> {
  const world = await createOrderWorld(store)
  await store.db
    .insertInto('quota_use')
    .values({ quota_key: `ever/*/${world.personId}`, used: FREE_COPIES, last_taken: 0 })
    .execute()
  return world
}

/** A turn is `PER_TURN` lives; its only sample is the time for one of them. */
function lives(store: Store, worlds: readonly OrderWorld[]): Contender['turn'] {
  const [server] = worlds
  if (!server) throw new Error('no terminal')
  const orders = server.orders()
  let nth = 0
  const live = async ({ terminalId, visitId, documentId }: OrderWorld, job: number) => {
    const jobId = `bench-${job}`
    const isShort = job % SHORT_EVERY === 0
    const expectedAmountFen = COPIES * UNIT_PRICE_FEN
    const opened = await orders.open(terminalId, { visitId, documentId, jobId, copies: COPIES, expectedAmountFen })
    if (!opened.ok) throw new Error(`an order was not opened: ${opened.error.code}`)
    const outTradeNo = opened.value.codeUrl?.split('=').at(-1) ?? ''
    if (!server.double.pay(outTradeNo)) throw new Error('an order could not be paid')
    await server.notify(outTradeNo)
    const copiesDelivered = isShort ? 1 : COPIES
    const told = await orders.reportOutcome(terminalId, jobId, {
      ...{ copiesDelivered, copiesUnclear: 0, sheetsDelivered: copiesDelivered * 2, copies: [], fault: null },
    })
    if (!told.ok || told.value.state !== 'ended') throw new Error('an order has not ended')
  }
  /** Refunds are asked for beside the orders, as the server's own sweep does it; then the provider says that they are through. */
  const payBack = async () => {
    await orders.sweep()
    server.double.endRefunds('succeeded')
    const due = await store.db
      .selectFrom('refund')
      .innerJoin('print_order', 'print_order.order_id', 'refund.order_id')
      .select(['out_refund_no', 'print_order.out_trade_no'])
      .where('refund.state', '=', 'accepted')
      .execute()
    const { merchant } = server.double
    const waiting = due.values()
    const worker = async () => {
      for (const { out_refund_no: outRefundNo, out_trade_no } of waiting) {
        const refund = { outRefundNo, state: 'succeeded' as const, refundFen: UNIT_PRICE_FEN }
        const notice = { kind: 'refund' as const, outTradeNo: out_trade_no ?? '', refund }
        if (!(await orders.takeNotice(merchant, notice))) throw new Error('a refund is not known')
      }
    }
    await Promise.all(Array.from({ length: TERMINALS }, worker))
  }
  return async () => {
    const beganMs = performance.now()
    const until = nth + PER_TURN
    const lane = async (world: OrderWorld) => {
      while (nth < until) await live(world, nth++)
    }
    await Promise.all(worlds.map(lane))
    await payBack()
    return [(performance.now() - beganMs) / PER_TURN]
  }
}

/** The figure says nothing unless every order has come to its end. */
async function requireSettled({ db }: Store): Promise<void> {
  const open = await db.selectFrom('print_order').select('state').where('state', '<>', 'ended').limit(1).execute()
  const owed = await db.selectFrom('refund').select('state').where('state', '<>', 'succeeded').limit(1).execute()
  if (open.length + owed.length > 0) throw new Error('orders or refunds have not come to their end')
}
