import type { Selectable, Transaction } from 'kysely'
import type { PrintOrderTable, Tables } from '../ground/store/tables.ts'
import type { CaseRow } from './case-rows.ts'
import type { CaseEvidence } from './evidence.ts'
import type { JudgedAct } from './judge-act.ts'
import { sentence } from './sentences.ts'

type Order = Selectable<PrintOrderTable>

/** The order that somebody names at the desk. */
export const orderOf = (tx: Transaction<Tables>, orderNumber: string): Promise<Order | undefined> =>
  tx.selectFrom('print_order').selectAll().where('order_number', '=', orderNumber).executeTakeFirst()

const OF_REFUNDS = ['refund-refused', 'refund-abnormal', 'refund-returned', 'refund-slow'] as const

/** Nothing of an order is left to be given back, or what is owed of it has not come through: a person who has named a sum would only be refused. */
export async function nothingToWaive(
  tx: Transaction<Tables>,
  { order_id: orderId, paid_fen: paidFen }: Pick<Order, 'order_id' | 'paid_fen'>,
): Promise<string> {
  if (paidFen === 0) return sentence('nothing-was-paid')
  const waiting = await tx
    .selectFrom('open_case')
    .select(['case_number', 'kind', 'amount_fen'])
    .where('order_id', '=', orderId)
    .where('kind', 'in', OF_REFUNDS)
    .where('state', '<>', 'ended')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return sentence('all-has-gone-back', { paidFen })
  const { case_number: caseNumber, kind, amount_fen: owedFen } = waiting
  return sentence('refund-not-through', { owedFen, kind, caseNumber })
}

/** What is on record of an order whose copies are said to be bad, and what the person says who has seen them. */
export function badPrintEvidence(order: Order, words: string, now: Date): CaseEvidence {
  const { copies, copies_delivered: copiesDelivered, sheets_delivered: sheetsDelivered, outcome_fault: fault } = order
  const printed = {
    source: 'server',
    atMs: (order.over_at ?? now).getTime(),
    says: sentence('this-order-is', { state: order.state }),
    facts: {
      orderNumber: order.order_number,
      copies,
      copiesDelivered,
      sheetsDelivered,
      paidFen: order.paid_fen,
      fault,
    },
  } as const
  return [printed, { source: 'person', atMs: now.getTime(), says: words }]
}

/**
 * What an act decides about. Keeping money is as much a decision as giving it, so it is the greater of what is paid back and what is at
 * stake in the case; a reprint of what was paid for is worth its copies.
 */
export async function atStakeFen(
  tx: Transaction<Tables>,
  row: Pick<CaseRow, 'kind' | 'amount_fen' | 'order_id'>,
  { act, amountFen, copies }: JudgedAct,
): Promise<number> {
  if (row.kind !== 'bad-print' || act !== 'reprint-code') return Math.max(row.amount_fen ?? 0, amountFen ?? 0)
  const order = await tx
    .selectFrom('print_order')
    .select('unit_price_fen')
    .where('order_id', '=', row.order_id ?? '')
    .executeTakeFirst()
  return (copies ?? 0) * (order?.unit_price_fen ?? 0)
}
