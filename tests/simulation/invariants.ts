import { booksOf } from './books-seen.ts'
import {
  copyOfJob,
  lookAtOrders,
  notInHands,
  type OrderSeen,
  owedByLedgers,
  type StrayPayment,
  strayPayments,
} from './orders-seen.ts'
import { quotaOf } from './quota-seen.ts'
import type { SimulatedStore } from './store.ts'
import type { Invariant, Violation } from './violation.ts'
import type { World } from './world.ts'

export type { Invariant, Violation } from './violation.ts'

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} yuan`

/** Whether nothing is left to be done by itself: what is still open is in a person's hands. */
export async function isSettled(world: World, store: SimulatedStore): Promise<boolean> {
  const orders = await lookAtOrders(world, store)
  return (
    orders.every(order => order.isForgotten || notInHands(order).length === 0) &&
    owedByLedgers(world, orders).length === 0 &&
    (await strayPayments(world, store, orders)).length === 0
  )
}

/**
 * What was broken while a world was lived through, and what is broken now that it has come to rest. Paper, payments and entries of the
 * books are never taken back, so what is wrong with them at any moment is still seen at the end; what a screen said is judged as it says it.
 */
export async function judgeWorld(world: World, store: SimulatedStore): Promise<Violation[]> {
  const orders = await lookAtOrders(world, store)
  const known = orders.filter(({ isForgotten }) => !isForgotten)
  return [
    ...world.broken,
    ...known.flatMap(moneyOf),
    ...orders.flatMap(paperTwice),
    ...known.filter(order => order.paidFen > 0 && notInHands(order).length > 0).map(unsettled),
    ...(await strayPayments(world, store, orders)).map(unknownPayment),
    ...owedByLedgers(world, orders).map(
      ({ kiosk, jobId, state }): Violation => ({
        invariant: 'unsettled',
        subject: jobId,
        what: `the ledger of ${kiosk} still owes something for job ${jobId}: ${state}`,
      }),
    ),
    ...known.flatMap(order => figuresOf(world, order)),
    ...strangersPaper(world, orders),
    ...givenUpTooEarly(world, orders),
    ...(await quotaOf(store, orders)),
    ...(await booksOf(world, store, known)),
    ...world.bugs.map(
      (what): Violation => ({
        invariant: what.startsWith('personal data') ? 'personal data' : 'bug',
        subject: what.split(':')[0]!,
        what,
      }),
    ),
  ]
}

const unsettled = (order: OrderSeen): Violation => {
  const { orderNumber, state, paidFen, refundingFen } = order
  const underWay = refundingFen > 0 ? `, and ${yuan(refundingFen)} of refund is under way` : ''
  const left = notInHands(order).join(' and ')
  return {
    invariant: 'unsettled',
    subject: orderNumber,
    what: `order ${orderNumber}, paid with ${yuan(paidFen)}, is ${state}${underWay}, and nobody was asked to look at its ${left}`,
  }
}

const unknownPayment = ({ outTradeNo, keptFen }: StrayPayment): Violation => ({
  invariant: 'kept without paper',
  subject: outTradeNo,
  what: `${yuan(keptFen)} are kept under ${outTradeNo}, which the server does not know, and nobody was told`,
})

const said = ({ orderNumber, copies, copiesOut, paidFen, refundedFen, dueFen }: OrderSeen) =>
  `order ${orderNumber}: ${copiesOut} of ${copies} copies came out, ${yuan(paidFen)} paid, ${yuan(refundedFen)} given back; ${yuan(dueFen)} is due for what came out`

/** Delivered and given back is paid for. */
function moneyOf(order: OrderSeen): Violation[] {
  const { orderNumber: subject, paidFen, refundedFen, refundingFen, dueFen, unitPriceFen, open, excuses } = order
  const violations: Violation[] = []
  const add = (invariant: Invariant) => void violations.push({ invariant, subject, what: said(order) })
  if (refundedFen + refundingFen > paidFen) add('refund twice')
  // What is under way at the provider, or not through and in nobody's hands, is told of as unsettled.
  const overFen = paidFen - refundedFen - refundingFen - dueFen
  if (overFen > 0 && notInHands(order).length === 0 && !excuses.keeps(overFen)) add('kept without paper')
  const doubtFen = excuses.copiesInDoubt * unitPriceFen
  if (-overFen > doubtFen && open.length === 0) add('given away')
  return violations
}

/** No copy comes twice, and none that nobody ordered. */
function paperTwice(order: OrderSeen): Violation[] {
  const { orderNumber: subject, copies, copiesOut, copiesTooMany } = order
  const what = `order ${subject}: ${copiesTooMany} copies came out once more`
  return [
    ...(copiesTooMany > 0 ? [{ invariant: 'paper twice' as const, subject, what }] : []),
    ...(copiesOut > copies ? [{ invariant: 'paper unordered' as const, subject, what: said(order) }] : []),
  ]
}

/** What a visitor was told last, by the final screen or the slip, is what lies in the tray; a case may say why it is not. */
function figuresOf({ figures }: World, { orderNumber: subject, copiesOut, hasCase }: OrderSeen): Violation[] {
  const told = figures.get(subject)
  if (!told || hasCase) return []
  const { copiesDelivered, copiesUnclear } = told
  if (copiesDelivered <= copiesOut && copiesOut <= copiesDelivered + copiesUnclear) return []
  const what = `order ${subject}: ${copiesOut} copies came out; the visitor was told of ${copiesDelivered}, and of ${copiesUnclear} unclear ones`
  return [{ invariant: 'figures on the screen', subject, what }]
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

/** Nothing else may have gone wrong so long before both were killed, and until the order was over, or that may be the reason. */
const ALONE_BEFORE_MS = 15_000

/** Station and server were killed together and came back while the visitor stood there: then printing goes on. */
function givenUpTooEarly(world: World, orders: readonly OrderSeen[]): Violation[] {
  const { misfortune, faults, happened } = world
  return misfortune.bothKilled().flatMap(({ kiosk, atMs, orderNumber: subject }): Violation[] => {
    const order = orders.find(one => one.orderNumber === subject)
    if (!order || order.copiesOut >= order.copies || order.copiesUnclear > 0) return []
    const shownMs = happened.find(one => one.atMs > atMs && one.what.startsWith(`shows finished ${subject}`))?.atMs
    if (shownMs === undefined) return []
    const isMeanwhile = (one: { readonly atMs: number }) => one.atMs >= atMs - ALONE_BEFORE_MS && one.atMs <= shownMs
    const given = happened.some(one => isMeanwhile(one) && one.what === 'touches give-up')
    const strikes = faults.strikes().filter(({ where }) => mayEndPrinting(where, kiosk.name))
    const isOdd = strikes.some(({ where }) => where.includes('oddity'))
    if (given || isOdd || strikes.filter(isMeanwhile).length > 1) return []
    const what = `${said(order)}; station and server were killed in the midst of it, were back soon, and it did not go on`
    return [{ invariant: 'given up too early', subject: order.orderNumber, what }]
  })
}

/** A line that fails is waited for; power, disks, printers and servers that fail once more may be a reason of their own. */
const mayEndPrinting = (where: string, kiosk: string) =>
  where === 'server' || where.includes('power of') || (where.includes(kiosk) && !where.startsWith('line of'))
