import type { Kysely, Selectable, Transaction } from 'kysely'
import { post } from '../books/books.ts'
import type { PrintOrderTable, Tables } from '../ground/store/tables.ts'
import { WATCH_EVERY_MS } from './back-off.ts'
import { entriesOf, type OrderMoney } from './order-entries.ts'
import { type OrderEvent, type OrderFacts, type OrderStep, stepOrder } from './order-machine.ts'
import { audit } from './orders-audit.ts'
import { giveBackFreeCopies } from './quota-count.ts'

export type OrderRow = Selectable<PrintOrderTable>

/** Whether the provider's side of an order is still to be followed. */
export function needsWatch(row: Pick<OrderRow, 'state' | 'loose_end'>): boolean {
  return ['opening', 'awaiting-payment', 'closing'].includes(row.state) || row.loose_end
}

const factsOf = (row: OrderRow): OrderFacts => ({
  state: row.state,
  copies: row.copies,
  freeCopies: row.free_copies,
  unitPriceFen: row.unit_price_fen,
  amountFen: row.amount_fen,
  paidFen: row.paid_fen,
  looseEnd: row.loose_end,
})

const moneyOf = (row: OrderRow): OrderMoney => ({
  ...factsOf(row),
  ...{ orderId: row.order_id, orderNumber: row.order_number, outTradeNo: row.out_trade_no },
})

/**
 * Writes down what a fact leads to: the order, the quota, a refund that has become due, the books and the audit entry, whole or not at
 * all. The row is locked, so that two facts are taken one after the other. Returns the order as it is then.
 */
export async function applyToOrder(
  db: Kysely<Tables>,
  orderId: string,
  event: OrderEvent,
  now: Date,
  more: { sheetsDelivered?: number; outcomeFault?: string | null } = {},
): Promise<OrderRow> {
  return db.transaction().execute(async tx => {
    const row = await tx
      .selectFrom('print_order')
      .selectAll()
      .where('order_id', '=', orderId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const step = stepOrder(factsOf(row), event)
    if (!step) return row
    await giveBackFreeCopies(tx, row.quota_key, step.giveBackCopies)
    if (step.refund) await oweRefund(tx, row, step.refund, now)
    await post(tx, entriesOf(moneyOf(row), step), now)
    await audit(tx, now, {
      event: `order-${event.kind}`,
      subject: orderId,
      terminalId: row.terminal_id,
      detail: {
        from: row.state,
        to: step.state,
        quotaGivenBack: step.giveBackCopies,
        paidFen: step.paidFen ?? row.paid_fen,
        refundFen: step.refund?.refundFen ?? 0,
        ...(step.heldFen ? { heldFen: step.heldFen } : {}),
      },
    })
    return tx
      .updateTable('print_order')
      .set({
        ...changesOf(row, step, now),
        ...(more.sheetsDelivered === undefined ? {} : { sheets_delivered: more.sheetsDelivered }),
        ...(more.outcomeFault === undefined ? {} : { outcome_fault: more.outcomeFault }),
      })
      .where('order_id', '=', orderId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

function changesOf(row: OrderRow, step: OrderStep, now: Date) {
  const isOver = step.state === 'closed' || step.state === 'ended'
  const isWatched = needsWatch({ state: step.state, loose_end: step.looseEnd })
  const firstCheckMs = step.state === 'awaiting-payment' ? WATCH_EVERY_MS : 0
  return {
    state: step.state,
    loose_end: step.looseEnd,
    code_url: step.codeUrl ?? row.code_url,
    paid_fen: step.paidFen ?? row.paid_fen,
    transaction_id: step.transactionId ?? row.transaction_id,
    copies_delivered: step.copiesDelivered ?? row.copies_delivered,
    copies_unclear: step.copiesUnclear ?? row.copies_unclear,
    refund_fen: step.refundFen ?? row.refund_fen,
    held_fen: step.heldFen ?? row.held_fen,
    quota_given_back: row.quota_given_back + step.giveBackCopies,
    ready_at: step.state === 'ready' ? now : row.ready_at,
    over_at: isOver ? (row.over_at ?? now) : null,
    asked_at: null,
    asked_times: 0,
    next_check_at: isWatched ? new Date(now.getTime() + firstCheckMs) : null,
  }
}

async function oweRefund(
  tx: Transaction<Tables>,
  row: OrderRow,
  refund: NonNullable<OrderStep['refund']>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('refund')
    .values({
      order_id: row.order_id,
      cause: refund.cause,
      out_refund_no: `${row.out_trade_no}-${refund.cause}-1`,
      refund_fen: refund.refundFen,
      total_fen: refund.totalFen,
      state: 'due',
      created_at: now,
      next_try_at: now,
    })
    .execute()
}

/**
 * Claims the right to ask the provider about an order now, and says when it is due again: so that neither two requests nor two
 * servers ask more often than every `minGapMs`. Null when it is too early, or nothing is left to ask.
 */
export async function claimCheck(
  db: Kysely<Tables>,
  orderId: string,
  now: Date,
  minGapMs: number,
  nextAfterMs: (row: OrderRow) => number,
): Promise<OrderRow | null> {
  return db.transaction().execute(async tx => {
    const row = await tx
      .selectFrom('print_order')
      .selectAll()
      .where('order_id', '=', orderId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (!needsWatch(row)) return null
    if (row.asked_at && now.getTime() - row.asked_at.getTime() < minGapMs) return null
    return tx
      .updateTable('print_order')
      .set({
        asked_at: now,
        asked_times: row.asked_times + 1,
        next_check_at: new Date(now.getTime() + nextAfterMs(row)),
      })
      .where('order_id', '=', orderId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}
