import { sql } from 'kysely'
import { checkOrders } from '../../server/books/check-orders.ts'
import type { CaseAct, CaseKind } from '../../server/cases/cases.ts'
import type { SaidAct } from '../../server/cases/judge-act.ts'
import { createCaseWork } from '../../server/cases/work-on-case.ts'
import { randomId } from '../../server/ground/random-id.ts'
import type { Store } from '../../server/ground/store/store.ts'
import type { Order, Outcome } from '../../src/contract/orders-api.ts'
import { unwrap } from '../../src/result.ts'
import { FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from './order-world.ts'
import type { PaymentsDouble } from './payments-double.ts'

/** An outcome of so many whole copies, and so many of which nobody can tell. */
export const outcomeOf = (copiesDelivered: number, copiesUnclear = 0): Outcome => ({
  ...{ copiesDelivered, copiesUnclear, sheetsDelivered: copiesDelivered * 2, copies: [], fault: null },
})

/** The number at the provider of the order that was opened last. */
export const lastTrade = (world: OrderWorld): string => [...world.double.trades.keys()].at(-1) ?? ''

/** Opens an order of so many copies, what is left of the free ones among them, and pays for it. */
export async function openAndPay(world: OrderWorld, copies: number, { isPaid = true } = {}): Promise<Order> {
  const { visitId, documentId, terminalId } = world
  const left = Math.max(0, FREE_COPIES - (await world.used()))
  const expectedAmountFen = Math.max(0, copies - left) * UNIT_PRICE_FEN
  const input = { visitId, documentId, jobId: randomId(), copies, expectedAmountFen }
  const order = unwrap(await world.orders().open(terminalId, input))
  if (!isPaid || expectedAmountFen === 0) return order
  world.double.pay(lastTrade(world))
  await world.clock.advance(2_000)
  return unwrap(await world.orders().read(terminalId, order.jobId))
}

/** Every case of an order, oldest first, with the words of its evidence. */
export async function casesOf(store: Store, { orderId }: { readonly orderId: string }) {
  return withWords(
    store,
    await store.db.selectFrom('open_case').selectAll().where('order_id', '=', orderId).orderBy('opened_at').execute(),
  )
}

/** Every case about `subject`, with the words of its evidence. */
export async function casesAbout(store: Store, subject: string) {
  return withWords(
    store,
    await store.db.selectFrom('open_case').selectAll().where('subject', '=', subject).orderBy('opened_at').execute(),
  )
}

async function withWords<T extends { case_number: string }>(store: Store, rows: T[]) {
  return Promise.all(
    rows.map(async row => {
      const said = await store.db
        .selectFrom('case_history')
        .select('words')
        .where('case_number', '=', row.case_number)
        .where('step', '=', 'evidence')
        .execute()
      return { ...row, words: said.map(({ words }) => words) }
    }),
  )
}

/** What a person does about the open case of a kind, by the room of cases itself. Returns the sentence of a refusal, or null. */
export async function actOnCase(
  store: Store,
  world: OrderWorld,
  about: { readonly orderId: string } | { readonly subject: string },
  kind: CaseKind,
  said: SaidAct & { readonly act: CaseAct },
): Promise<string | null> {
  const rows = 'subject' in about ? await casesAbout(store, about.subject) : await casesOf(store, about)
  const row = rows.find(one => one.kind === kind && one.state !== 'ended')
  if (!row) throw new Error(`there is no case ${kind}`)
  const { db } = store
  const work = createCaseWork({
    db,
    clock: world.clock,
    isServing: true,
    desk: world.cases,
    fourEyesAboveFen: 1_000_000,
  })
  const done = await work.act(row.case_number, said, { name: PERSON, user: 'wang' })
  return done.ok ? null : done.error
}

export const PERSON = '王会计'

/** What the books and the orders of the whole store say otherwise than each other: nothing, ever. */
export async function differencesInBooks({ db }: Store): Promise<readonly unknown[]> {
  const found = await checkOrders(db, '', 10_000)
  return found.differences
}

/** So many orders that wait for their payment at a merchant, written as a server that was killed has left them. */
export async function leaveOpen(store: Store, world: OrderWorld, double: PaymentsDouble, count: number): Promise<void> {
  const { provider, merchantId } = double.merchant
  const name = `${merchantId}-${world.terminalId}`
  const payUntil = new Date(world.clock.now() + 300_000)
  await sql`
    insert into print_order (order_id, job_id, order_number, terminal_id, visit_key, document_id, quota_key, copies, free_copies,
      unit_price_fen, amount_fen, state, out_trade_no, provider, merchant_id, code_url, pay_until, created_at, next_check_at)
    select ${name} || n, ${name} || n, ${name} || n, ${world.terminalId}, d.visit_key, d.document_id, 'q', 1, 0, 200, 200,
      'awaiting-payment', ${name} || n, ${provider}, ${merchantId}, 'weixin://x', ${payUntil}::timestamptz,
      ${new Date(world.clock.now())}::timestamptz, ${new Date(world.clock.now())}::timestamptz
    from generate_series(1, ${count}::integer) as n, document d where d.document_id = ${world.documentId}`.execute(
    store.db,
  )
  const expiresAt = new Date(payUntil.getTime() + 30_000)
  for (let n = 1; n <= count; n++) {
    const order = { outTradeNo: `${name}${n}`, description: '', amountFen: 200, expiresAt, terminalId: '' }
    await double.payments.openCode(order)
  }
}
