import type { Kysely, Transaction } from 'kysely'
import { countEntries, post } from '../books/books.ts'
import type { Tables } from '../ground/store/tables.ts'
import { PAPER_UNTOLD_MS, WATCH_EVERY_MS } from './back-off.ts'
import { amountDiffers, type BesideFact, tellCases } from './order-cases.ts'
import { entriesOf, type OrderMoney, SUMS_SEEN } from './order-entries.ts'
import { type OrderEvent, type OrderFacts, type OrderRow, type OrderStep, stepOrder } from './order-machine.ts'
import { audit } from './orders-audit.ts'
import { giveBackFreeCopies } from './quota-count.ts'
import { applyToRefund, nameOfRefund, type OpenCases, oweRefund } from './refund-rows.ts'

/** Whether the provider's side of an order is still to be followed. */
export function needsWatch(row: Pick<OrderRow, 'state' | 'loose_end'>): boolean {
  return ['opening', 'awaiting-payment', 'closing'].includes(row.state) || row.loose_end
}

/** Whether the provider is still to be asked about an order: to follow its side, or because of something that does not fit. */
const isAskedAbout = (row: Pick<OrderRow, 'state' | 'loose_end' | 'doubt'>): boolean =>
  needsWatch(row) || row.doubt !== null

const factsOf = (row: OrderRow): OrderFacts => ({
  state: row.state,
  copies: row.copies,
  freeCopies: row.free_copies,
  unitPriceFen: row.unit_price_fen,
  amountFen: row.amount_fen,
  paidFen: row.paid_fen,
  looseEnd: row.loose_end,
  doubt: row.doubt,
  copiesDelivered: row.copies_delivered ?? 0,
  copiesUnclear: row.copies_unclear,
  refundFen: row.refund_fen,
  heldFen: row.held_fen,
  quotaGivenBack: row.quota_given_back,
})

const moneyOf = (row: OrderRow): OrderMoney => ({
  ...factsOf(row),
  ...{ orderId: row.order_id, orderNumber: row.order_number, outTradeNo: row.out_trade_no },
})

/** An order by its id; undefined when there is none. */
export const findOrder = (db: Kysely<Tables>, orderId: string): Promise<OrderRow | undefined> =>
  db.selectFrom('print_order').selectAll().where('order_id', '=', orderId).executeTakeFirst()

/** The order, locked, so that two facts are taken one after the other. */
export const lockOrder = (tx: Transaction<Tables>, orderId: string): Promise<OrderRow> =>
  tx.selectFrom('print_order').selectAll().where('order_id', '=', orderId).forUpdate().executeTakeFirstOrThrow()

/** `applyToOrderIn` in a transaction of its own. */
export const applyToOrder = (
  db: Kysely<Tables>,
  cases: OpenCases,
  orderId: string,
  event: OrderEvent,
  now: Date,
  more: BesideFact = {},
): Promise<OrderRow> =>
  db.transaction().execute(async tx => (await applyToOrderIn(tx, cases, orderId, event, now, more)).row)

/**
 * Writes down what a fact leads to: the order, the quota, a refund that has become due, the books, the audit entry, and the cases that it opens or
 * ends, whole or not at all. The one place where money of an order changes. Returns the order as it is then.
 */
export async function applyToOrderIn(
  tx: Transaction<Tables>,
  cases: OpenCases,
  orderId: string,
  event: OrderEvent,
  now: Date,
  more: BesideFact = {},
): Promise<{ readonly row: OrderRow; readonly isChanged: boolean; readonly isRefundOwed: boolean }> {
  const row = await lockOrder(tx, orderId)
  const step = stepOrder(factsOf(row), event)
  if (!step) return { row, isChanged: false, isRefundOwed: false }
  await giveBackFreeCopies(tx, row.quota_key, step.giveBackCopies)
  const refundName = step.refund && (await nameOfRefund(tx, row.out_trade_no ?? '', step.refund.cause))
  const sumsSeen = step.correctsPaidFen ? await countEntries(tx, orderId, SUMS_SEEN) : undefined
  await post(tx, entriesOf(moneyOf(row), step, refundName, sumsSeen), now)
  if (step.refund) await oweOrder(tx, cases, row, step.refund, more, now)
  if (step.correctsPaidFen) await correctOwed(tx, row, step.paidFen ?? 0)
  await audit(tx, now, {
    event: step.doubt ? 'order-payment-doubted' : `order-${event.kind}`,
    subject: orderId,
    terminalId: row.terminal_id,
    detail: {
      from: row.state,
      to: step.state,
      quotaGivenBack: step.giveBackCopies,
      paidFen: step.paidFen ?? row.paid_fen,
      refundFen: step.refund?.refundFen ?? 0,
      ...(step.heldFen ? { heldFen: step.heldFen } : {}),
      ...(step.doubt ? { doubt: step.doubt } : {}),
      ...(event.kind === 'payment-seen' ? { isAnswer: event.isAnswer } : {}),
      ...(more.act ? { by: more.act.by, because: more.act.because } : {}),
    },
  })
  const changed = await tx
    .updateTable('print_order')
    .set({
      ...changesOf(row, step, event, now),
      ...(more.outcome === undefined
        ? {}
        : { sheets_delivered: more.outcome.sheetsDelivered, outcome_fault: more.outcome.fault?.code ?? null }),
      ...(more.outcome === undefined ? {} : { outcome_told: JSON.stringify(more.outcome) }),
    })
    .where('order_id', '=', orderId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tellCases(tx, cases, { before: row, after: changed, event, step, more }, now)
  return { row: changed, isChanged: true, isRefundOwed: step.refund !== null }
}

function changesOf(row: OrderRow, step: OrderStep, event: OrderEvent, now: Date) {
  const isOver = step.state === 'closed' || step.state === 'ended'
  const doubt = step.doubt === undefined ? row.doubt : step.doubt
  const isAsked = isAskedAbout({ state: step.state, loose_end: step.looseEnd, doubt })
  const isShown = step.state === 'awaiting-payment' && !step.doubt
  const hasBegun = step.state === 'ended' && row.state !== 'ended'
  return {
    state: step.state,
    loose_end: step.looseEnd,
    doubt,
    unfound: 0,
    code_url: step.codeUrl ?? row.code_url,
    paid_fen: step.paidFen ?? row.paid_fen,
    transaction_id: step.transactionId ?? row.transaction_id,
    copies_delivered: step.copiesDelivered ?? row.copies_delivered,
    copies_unclear: step.copiesUnclear ?? row.copies_unclear,
    refund_fen: step.refundFen ?? row.refund_fen,
    held_fen: step.heldFen ?? row.held_fen,
    quota_given_back: row.quota_given_back + step.giveBackCopies,
    ready_at: step.state === 'ready' ? (row.ready_at ?? now) : row.ready_at,
    over_at: isOver ? (row.over_at ?? now) : null,
    ...(hasBegun ? { outcome_by: event.kind === 'decided' ? ('person' as const) : ('terminal' as const) } : {}),
    asked_at: null,
    asked_times: 0,
    next_check_at: isAsked ? new Date(now.getTime() + (isShown ? WATCH_EVERY_MS : 0)) : whileReady(row, step, now),
  }
}

/** A database that is put back to an older state may have it so for ever, though its terminal has told all: then its provider knows. */
function whileReady(row: OrderRow, step: OrderStep, now: Date): Date | null {
  return step.state === 'ready' && row.out_trade_no !== null ? new Date(now.getTime() + PAPER_UNTOLD_MS) : null
}

async function oweOrder(
  tx: Transaction<Tables>,
  cases: OpenCases,
  row: OrderRow,
  refund: NonNullable<OrderStep['refund']>,
  { act }: BesideFact,
  now: Date,
): Promise<void> {
  if (row.provider === null || row.out_trade_no === null) throw new Error('a free order owes no money')
  const answers = act ?? (refund.cause === 'wrong-amount' ? amountDiffers(row) : undefined)
  const owed = {
    ...{ orderId: row.order_id, provider: row.provider, merchantId: row.merchant_id, outTradeNo: row.out_trade_no },
    ...{ cause: refund.cause, refundFen: refund.refundFen, totalFen: refund.totalFen },
  }
  const refundId = await oweRefund(tx, { ...owed, ...(answers ? { answers } : {}) }, now)
  if (!refund.isPaidByHand || !act) return
  const paid = { kind: 'paid-by-hand', by: act.by, because: act.because } as const
  await applyToRefund(tx, cases, refundId, paid, now, { actOn: act })
}

/** The sum that was booked was never there. A refund of it can't have been taken on; it keeps its number, and asks for what is there. */
async function correctOwed(tx: Transaction<Tables>, row: OrderRow, paidFen: number): Promise<void> {
  await tx
    .updateTable('refund')
    .set({ refund_fen: paidFen, total_fen: paidFen, doubt: null, doubt_about: null })
    .where('order_id', '=', row.order_id)
    .where('cause', 'in', ['wrong-amount', 'paid-late'])
    .where('state', '=', 'due')
    .execute()
}
