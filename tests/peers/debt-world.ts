import type { CaseAct, CaseKind } from '../../server/cases/cases.ts'
import { randomId } from '../../server/ground/random-id.ts'
import type { Store } from '../../server/ground/store/store.ts'
import type { Order, Outcome } from '../../src/contract/orders-api.ts'
import { unwrap } from '../../src/result.ts'
import { FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from './order-world.ts'

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

/** What a person does to a case, as the room of cases hands it on. Rejects with the sentence of a refusal. */
export async function actOnCase(
  store: Store,
  world: OrderWorld,
  about: { readonly orderId: string } | { readonly subject: string },
  kind: CaseKind,
  act: { act: CaseAct; reference: string | null; reason: string | null; amountFen?: number },
): Promise<void> {
  const rows = 'subject' in about ? await casesAbout(store, about.subject) : await casesOf(store, about)
  const row = rows.find(one => one.kind === kind && one.state !== 'ended')
  if (!row) throw new Error(`there is no case ${kind}`)
  const acts = world.cases.actsOf(kind)
  const found = { caseNumber: row.case_number, kind, subject: row.subject, orderId: row.order_id }
  await store.db.transaction().execute(async tx => {
    await acts?.lock?.(tx, found)
    const taken = { ...found, amountFen: row.amount_fen, copies: null, ...act, by: ['王会计'] }
    const done = await acts?.carryOut[act.act]?.(tx, taken, new Date(world.clock.now()))
    if (done && !done.ok) throw new Error(done.error)
  })
}
