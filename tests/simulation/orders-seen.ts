import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { quote } from '../../src/rules/quota.ts'
import type { SimulatedStore } from './store.ts'
import type { World } from './world.ts'

/** An order, as the server's rows, the payer's bill and the output tray have it. */
export interface OrderSeen {
  readonly orderId: string
  readonly jobId: string
  readonly orderNumber: string
  readonly personId: string
  readonly state: string
  readonly copies: number
  readonly freeCopies: number
  readonly unitPriceFen: number
  readonly quotaKey: string
  /** Copies that came out whole, and whole copies that came out once more. */
  readonly copiesOut: number
  readonly copiesTooMany: number
  /** By the payer's bill. */
  readonly paidFen: number
  readonly refundedFen: number
  /** What is still under way at the provider. */
  readonly refundingFen: number
  /** Something is still to be done, by the server's own rows. */
  readonly isOpen: boolean
  /** A person has been asked to look at it. */
  readonly hasCase: boolean
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
  quota_key: string
  loose_end: boolean
  refunds_open: number
}

/** Looks at every order from outside. */
export async function lookAtOrders(world: World, { db }: SimulatedStore): Promise<OrderSeen[]> {
  const { rows } = await sql<Row>`
    select o.order_id, o.job_id, o.order_number, o.out_trade_no, v.person_id, o.state, o.copies, o.free_copies, o.unit_price_fen,
      o.quota_key, o.loose_end,
      (select count(*)::integer from refund r where r.order_id = o.order_id and r.state <> 'succeeded') as refunds_open
    from print_order o join visit v using (visit_key) order by o.created_at, o.order_number`.execute(db)
  const cases = await casesByOrder(db)
  const bill = billOf(world)
  const paper = paperOf(world)
  return rows.map(row => {
    const money = bill.get(row.out_trade_no ?? '') ?? { paidFen: 0, refundedFen: 0, refundingFen: 0 }
    const out = paper.get(row.order_number) ?? { whole: 0, tooMany: 0 }
    const due = quote(Math.min(out.whole, row.copies), row.free_copies, row.unit_price_fen)
    return {
      orderId: row.order_id,
      jobId: row.job_id,
      orderNumber: row.order_number,
      personId: row.person_id,
      state: row.state,
      copies: row.copies,
      freeCopies: row.free_copies,
      unitPriceFen: row.unit_price_fen,
      quotaKey: row.quota_key,
      copiesOut: out.whole,
      copiesTooMany: out.tooMany,
      ...money,
      isOpen: !['ended', 'closed'].includes(row.state) || row.loose_end || row.refunds_open > 0,
      hasCase: cases.has(row.order_id) || cases.has(row.order_number) || cases.has(row.out_trade_no ?? ''),
      dueFen: due.amountFen,
    }
  })
}

/** Ids of what is in a person's hands. */
async function casesByOrder(db: SimulatedStore['db']): Promise<Set<string>> {
  const there = await sql<{ there: boolean }>`select to_regclass('open_case') is not null as there`.execute(db)
  if (!there.rows[0]?.there) return new Set()
  const { rows } = await sql<{ subject: string; order_id: string | null }>`
    select subject, order_id from open_case`.execute(db)
  return new Set(rows.flatMap(({ subject, order_id }) => [subject, ...(order_id === null ? [] : [order_id])]))
}

/** What the provider has taken and given back, by its own journal. */
function billOf({ gateway }: World) {
  const bill = new Map<string, { paidFen: number; refundedFen: number; refundingFen: number }>()
  const refunds = new Map<string, { outTradeNo: string; refundFen: number }>()
  const of = (outTradeNo: string) => {
    const known = bill.get(outTradeNo) ?? { paidFen: 0, refundedFen: 0, refundingFen: 0 }
    bill.set(outTradeNo, known)
    return known
  }
  const totals = new Map<string, number>()
  for (const { happening } of gateway.journal()) {
    if (happening.type === 'order-opened') totals.set(happening.outTradeNo, happening.content.totalFen)
    if (happening.type === 'paid') of(happening.outTradeNo).paidFen += totals.get(happening.outTradeNo) ?? 0
    if (happening.type === 'refund-accepted') {
      refunds.set(happening.outRefundNo, happening)
      of(happening.outTradeNo).refundingFen += happening.refundFen
    }
    if (happening.type === 'refund-settled') {
      const { outTradeNo, refundFen } = refunds.get(happening.outRefundNo)!
      of(outTradeNo).refundingFen -= refundFen
      if (happening.status === 'SUCCESS') of(outTradeNo).refundedFen += refundFen
    }
  }
  return bill
}

/** The order, the copy and its sheets that a job's name tells. */
export function copyOfJob(jobName: string): { orderNumber: string; copy: number } | null {
  const named = /^(\d{6}-[0-9A-Z]+)-(\d+)-/.exec(jobName)
  return named ? { orderNumber: named[1]!, copy: Number(named[2]) } : null
}

function paperOf({ kiosks, sheets }: World) {
  const pagesOf = new Map<string, number>()
  for (const { printer } of kiosks)
    for (const { jobName, pages } of printer.sim.received()) pagesOf.set(jobName, pages ?? 0)
  const counts = new Map<string, number[]>()
  for (const { jobName, pages } of sheets) {
    const of = counts.get(jobName) ?? []
    counts.set(jobName, of)
    for (const page of pages) of[page] = (of[page] ?? 0) + 1
  }
  const orders = new Map<string, { whole: number; tooMany: number }>()
  for (const [jobName, count] of counts) {
    const named = copyOfJob(jobName)
    if (!named) continue
    const sum = orders.get(named.orderNumber) ?? { whole: 0, tooMany: 0 }
    orders.set(named.orderNumber, sum)
    const wanted = pagesOf.get(jobName) ?? 1
    const times = Math.min(...Array.from({ length: wanted }, (_, nth) => count[nth + 1] ?? 0))
    sum.whole += Math.min(times, 1)
    sum.tooMany += Math.max(0, times - 1)
  }
  return orders
}

/** Jobs that a kiosk's ledger still owes something for: paid ones, and free ones that the server waits for. */
export function owedByLedgers(
  { kiosks }: World,
  orders: readonly OrderSeen[],
): { kiosk: string; jobId: string; state: string }[] {
  const isOwed = ({ jobId }: { jobId: string }) =>
    orders.some(order => order.jobId === jobId && !order.hasCase && (order.paidFen > 0 || order.state === 'ready'))
  const rows = kiosks.flatMap(({ name, ledgerFile, isStolen }) => {
    if (isStolen || !existsSync(ledgerFile)) return []
    const ledger = new SqliteDatabase(ledgerFile, { readonly: true })
    try {
      const rows = ledger.prepare("SELECT job_id, state FROM job WHERE state NOT IN ('settled', 'closed')").all()
      return (rows as { job_id: string; state: string }[]).map(({ job_id: jobId, state }) => ({
        kiosk: name,
        jobId,
        state,
      }))
    } finally {
      ledger.close()
    }
  })
  return rows.filter(isOwed)
}
