import { sql } from 'kysely'
import { quote } from '../../src/rules/quota.ts'
import { type Billed, billOf, stuckRefunds } from './bill.ts'
import { type CaseSeen, type Excuses, excusesOf, type OpenPart, openCases } from './excuses.ts'
import { jobsInLedger } from './ledgers.ts'
import { copyOfJob, paperOf } from './paper-seen.ts'
import type { SimulatedStore } from './store.ts'
import type { World } from './world.ts'

export { copyOfJob }

/** An order, as the server's rows, the payer's bill and the output tray have it. */
export interface OrderSeen {
  readonly orderId: string
  readonly jobId: string
  readonly orderNumber: string
  readonly outTradeNo: string | null
  readonly personId: string
  readonly state: string
  readonly copies: number
  readonly freeCopies: number
  readonly unitPriceFen: number
  readonly quotaKey: string
  /** Copies of which the terminal could not tell. */
  readonly copiesUnclear: number
  /** Copies that came out whole, and whole copies that came out once more. */
  readonly copiesOut: number
  readonly copiesTooMany: number
  /** By the payer's bill. */
  readonly paidFen: number
  readonly refundedFen: number
  /** What is still under way at the provider. */
  readonly refundingFen: number
  readonly stuckFen: number
  /** What is still to be done, by the server's own rows. */
  readonly open: readonly OpenPart[]
  /** What a person has been asked to look at. */
  readonly excuses: Excuses
  readonly hasCase: boolean
  /** The server was put back to a state of before, and told its terminal before that that all is well: see `Backup`. */
  readonly isForgotten: boolean
  /** What the visitor owes for what came out. */
  readonly dueFen: number
}

interface Row {
  order_id: string
  job_id: string
  order_number: string
  out_trade_no: string | null
  person_id: string
  state: string
  copies: number
  free_copies: number
  unit_price_fen: number
  copies_unclear: number | null
  quota_key: string
  loose_end: boolean
}

const NOT_BILLED: Billed = { paidFen: 0, refundedFen: 0, refundingFen: 0, stuckFen: 0 }

/** Looks at every order from outside. */
export async function lookAtOrders(world: World, store: SimulatedStore): Promise<OrderSeen[]> {
  const { rows } = await sql<Row>`
    select o.order_id, o.job_id, o.order_number, o.out_trade_no, v.person_id, o.state, o.copies, o.free_copies, o.unit_price_fen,
      o.copies_unclear, o.quota_key, o.loose_end
    from print_order o join visit v using (visit_key) order by o.created_at, o.order_number`.execute(store.db)
  const { rows: refunds } = await sql<{ order_id: string | null; out_refund_no: string }>`
    select order_id, out_refund_no from refund where state not in ('succeeded', 'paid-by-hand', 'written-off')`.execute(
    store.db,
  )
  const stuck = stuckRefunds(world.gateway)
  const refundOpen = new Set(
    refunds.flatMap(one => (stuck.has(one.out_refund_no) || one.order_id === null ? [] : [one.order_id])),
  )
  const cases = await openCases(store)
  const bill = billOf(world.gateway)
  const paper = paperOf(world)
  const settled = world.backup.settledBefore()
  return rows.map(row => {
    const out = paper.get(row.order_number) ?? { whole: 0, tooMany: 0 }
    const due = quote(Math.min(out.whole, row.copies), row.free_copies, row.unit_price_fen)
    const own = cases.filter(one => isAbout(one, row))
    const billed = bill.get(row.out_trade_no ?? '') ?? NOT_BILLED
    const copiesUnclear = row.copies_unclear ?? 0
    return {
      orderId: row.order_id,
      jobId: row.job_id,
      orderNumber: row.order_number,
      outTradeNo: row.out_trade_no,
      personId: row.person_id,
      state: row.state,
      copies: row.copies,
      freeCopies: row.free_copies,
      unitPriceFen: row.unit_price_fen,
      quotaKey: row.quota_key,
      copiesUnclear,
      copiesOut: out.whole,
      copiesTooMany: out.tooMany,
      ...billed,
      open: openParts(row, refundOpen),
      excuses: excusesOf(own, { copies: row.copies, copiesUnclear, paidFen: billed.paidFen }),
      hasCase: own.length > 0,
      isForgotten: settled.has(row.job_id),
      dueFen: due.amountFen,
    }
  })
}

const isAbout = ({ subject, orderId }: CaseSeen, row: Row) =>
  orderId === row.order_id || [row.order_id, row.order_number, row.out_trade_no].includes(subject)

function openParts(row: Row, refundOpen: ReadonlySet<string>): OpenPart[] {
  const isPaymentOpen = row.loose_end || ['opening', 'awaiting-payment', 'closing'].includes(row.state)
  return [
    ...(row.state === 'ready' ? (['outcome'] as const) : []),
    ...(isPaymentOpen ? (['payment'] as const) : []),
    ...(refundOpen.has(row.order_id) ? (['refund'] as const) : []),
  ]
}

/** What is still to be done for it, and nobody was asked to do. */
export const notInHands = ({ open, excuses }: OrderSeen): OpenPart[] => open.filter(part => !excuses.isOpen(part))

/** A payment under a number that no order of the server has. */
export interface StrayPayment {
  readonly outTradeNo: string
  readonly keptFen: number
}

/** Payments that the server does not know of, and of which no person was told. */
export async function strayPayments(
  world: World,
  store: SimulatedStore,
  orders: readonly OrderSeen[],
): Promise<StrayPayment[]> {
  const known = new Set(orders.map(({ outTradeNo }) => outTradeNo))
  const cases = await openCases(store)
  const settled = settledPayments(world)
  return [...billOf(world.gateway)].flatMap(([outTradeNo, { paidFen, refundedFen, refundingFen }]) => {
    const keptFen = paidFen - refundedFen - refundingFen
    const isTold = cases.some(({ subject, words }) => subject === outTradeNo || words.includes(outTradeNo))
    return known.has(outTradeNo) || keptFen <= 0 || isTold || settled.has(outTradeNo) ? [] : [{ outTradeNo, keptFen }]
  })
}

/** Numbers of payments that a terminal had been told all is well about, before the server was put back. */
function settledPayments({ kiosks, backup }: World): ReadonlySet<string> {
  const settled = backup.settledBefore()
  const jobs = kiosks.flatMap(kiosk => jobsInLedger({ ...kiosk, isStolen: false }))
  return new Set(jobs.flatMap(({ jobId, paymentReference }) => (settled.has(jobId) ? (paymentReference ?? []) : [])))
}

/** Jobs that a kiosk's ledger still owes something for: paid ones, and free ones that the server waits for. */
export function owedByLedgers(
  { kiosks }: World,
  orders: readonly OrderSeen[],
): { kiosk: string; jobId: string; state: string }[] {
  const isOwed = (jobId: string) =>
    orders.some(order => order.jobId === jobId && !order.hasCase && (order.paidFen > 0 || order.state === 'ready'))
  return kiosks.flatMap(kiosk =>
    jobsInLedger(kiosk).flatMap(({ jobId, state, isOver }) =>
      isOver || !isOwed(jobId) ? [] : [{ kiosk: kiosk.name, jobId, state }],
    ),
  )
}
