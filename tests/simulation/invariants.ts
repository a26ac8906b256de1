import { sql } from 'kysely'
import { check } from '../../server/books/check.ts'
import { copyOfJob, lookAtOrders, type OrderSeen, owedByLedgers } from './orders-seen.ts'
import type { SimulatedStore } from './store.ts'
import type { World } from './world.ts'

/** What must hold in every world. Each name stands in the report of a seed. */
export type Invariant =
  | 'kept without paper'
  | 'given away'
  | 'paper twice'
  | 'refund twice'
  | 'paper unordered'
  | 'unsettled'
  | 'quota'
  | "a stranger's paper"
  | 'books'
  | 'personal data'
  | 'bug'

export interface Violation {
  readonly invariant: Invariant
  /** The order, or whatever it is about. */
  readonly subject: string
  readonly what: string
}

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} yuan`

/** Whether nothing is left to be done by itself: what is still open is in a person's hands. */
export async function isSettled(world: World, store: SimulatedStore): Promise<boolean> {
  const orders = await lookAtOrders(world, store)
  return orders.every(order => !order.isOpen || order.hasCase) && owedByLedgers(world, orders).length === 0
}

/** What is broken in a world that has come to rest. */
export async function judgeWorld(world: World, store: SimulatedStore): Promise<Violation[]> {
  const orders = await lookAtOrders(world, store)
  return [
    ...orders.flatMap(moneyOf),
    ...orders.filter(order => order.isOpen && !order.hasCase && order.paidFen > 0).map(unsettled),
    ...owedByLedgers(world, orders).map(
      ({ kiosk, jobId, state }): Violation => ({
        invariant: 'unsettled',
        subject: jobId,
        what: `the ledger of ${kiosk} still owes something for job ${jobId}: ${state}`,
      }),
    ),
    ...strangersPaper(world, orders),
    ...(await quotaOf(store, orders)),
    ...(await booksOf(world, store, orders)),
    ...world.bugs.map(
      (what): Violation => ({
        invariant: what.startsWith('personal data') ? 'personal data' : 'bug',
        subject: what.split(':')[0]!,
        what,
      }),
    ),
  ]
}

const unsettled = ({ orderNumber, state, paidFen, refundingFen }: OrderSeen): Violation => ({
  invariant: 'unsettled',
  subject: orderNumber,
  what: `order ${orderNumber}, paid with ${yuan(paidFen)}, is ${state}${refundingFen > 0 ? `, and ${yuan(refundingFen)} of refund is under way` : ''}, and nobody was asked to look at it`,
})

/** Delivered and given back is paid for, and no copy comes twice. */
function moneyOf(order: OrderSeen): Violation[] {
  const { orderNumber, paidFen, refundedFen, refundingFen, dueFen, copies, copiesOut, copiesTooMany } = order
  const violations: Violation[] = []
  const add = (invariant: Invariant, what: string) => void violations.push({ invariant, subject: orderNumber, what })
  const keptFen = paidFen - refundedFen
  const said = `order ${orderNumber}: ${copiesOut} of ${copies} copies came out, ${yuan(paidFen)} paid, ${yuan(refundedFen)} given back; ${yuan(dueFen)} is due for what came out`
  if (copiesTooMany > 0) add('paper twice', `order ${orderNumber}: ${copiesTooMany} copies came out once more`)
  if (refundedFen + refundingFen > paidFen) add('refund twice', said)
  if (copiesOut > copies) add('paper unordered', said)
  if (order.hasCase) return violations
  // What is under way is told of as unsettled.
  if (keptFen > dueFen && !order.isOpen) add('kept without paper', said)
  if (keptFen - refundingFen < dueFen && !order.isOpen) add('given away', said)
  return violations
}

/** Nobody's paper comes out while somebody else is served. */
function strangersPaper({ sheets, kiosks }: World, orders: readonly OrderSeen[]): Violation[] {
  const personOf = new Map(orders.map(order => [order.orderNumber, order.personId]))
  const told = new Set<string>()
  return sheets.flatMap(({ jobName, owner, screen, kiosk }) => {
    const orderNumber = copyOfJob(jobName)?.orderNumber ?? jobName
    const person = personOf.get(orderNumber)
    if (!owner || !person || owner.person.person.personId === person || told.has(orderNumber)) return []
    told.add(orderNumber)
    const where = kiosks.indexOf(kiosk) + 1
    const what = `paper of order ${orderNumber} came out of kiosk ${where} while the session of ${owner.name} was on the screen (${screen})`
    return [{ invariant: "a stranger's paper" as const, subject: orderNumber, what }]
  })
}

/** What was taken from everybody's free copies is what came out free. */
async function quotaOf({ db }: SimulatedStore, orders: readonly OrderSeen[]): Promise<Violation[]> {
  const rows = await db.selectFrom('quota_use').selectAll().execute()
  return rows.flatMap(({ quota_key: key, used }): Violation[] => {
    const own = orders.filter(order => order.quotaKey === key)
    if (own.some(order => order.hasCase || order.isOpen)) return []
    const delivered = own.reduce((sum, { copiesOut, freeCopies }) => sum + Math.min(copiesOut, freeCopies), 0)
    if (used === delivered) return []
    const numbers = own.map(({ orderNumber }) => orderNumber).join(', ')
    return [
      {
        invariant: 'quota',
        subject: numbers,
        what: `${used} free copies are counted as used, and ${delivered} came out (orders ${numbers})`,
      },
    ]
  })
}

/** The books are balanced and fit the orders by the house's own proof, and the payer's bill by ours. */
async function booksOf(
  { content, time }: World,
  { db }: SimulatedStore,
  orders: readonly OrderSeen[],
): Promise<Violation[]> {
  const violations: Violation[] = []
  const add = (subject: string, what: string) => void violations.push({ invariant: 'books', subject, what })
  const { rows } = await sql<{ subject: string; sum: string }>`
    select subject, sum(amount_fen)::text as sum from book_entry join book_line using (entry_id)
    group by entry_id, subject having sum(amount_fen) <> 0`.execute(db)
  for (const { subject, sum } of rows) add(subject, `an entry of ${subject} is out of balance by ${sum} fen`)
  const never = new AbortController().signal
  const found = (difference: unknown) => add('check', JSON.stringify(difference))
  await check({ db, content, clock: time }, { found, progress: () => undefined, signal: never })
  const charged = await sql<{ subject: string; fen: string }>`
    select subject, (-sum(amount_fen))::text as fen from book_entry join book_line using (entry_id)
    where account = 'university' group by subject`.execute(db)
  const chargedFen = new Map(charged.rows.map(({ subject, fen }) => [subject, Number(fen)]))
  for (const { orderId, orderNumber, paidFen, refundedFen, isOpen, hasCase } of orders) {
    const booksFen = chargedFen.get(orderId) ?? 0
    if (isOpen || hasCase || booksFen === paidFen - refundedFen) continue
    add(
      orderNumber,
      `the books charge ${yuan(booksFen)} for order ${orderNumber}, and the payer's bill says ${yuan(paidFen - refundedFen)}`,
    )
  }
  return violations
}
