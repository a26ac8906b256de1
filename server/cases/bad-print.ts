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

/** Nothing of an order is left to be given back: a person who has named a sum would only be refused. */
export const nothingToWaive = ({ paid_fen: paidFen }: Pick<Order, 'paid_fen'>): string =>
  paidFen === 0 ? sentence('nothing-was-paid') : sentence('all-has-gone-back', { paidFen })

/** What is on record of an order whose copies are said to be bad, and what the person says who has seen them. */
export function badPrintEvidence(order: Order, words: string, now: Date): CaseEvidence {
  const { copies, copies_delivered: copiesDelivered, sheets_delivered: sheetsDelivered, outcome_fault: fault } = order
  const printed = {
    source: 'server',
    atMs: (order.over_at ?? order.created_at).getTime(),
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
