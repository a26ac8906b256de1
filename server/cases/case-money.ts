import type { Selectable, Transaction } from 'kysely'
import { chargeFor } from '../../src/rules/settlement.ts'
import type { PrintOrderTable, Tables } from '../ground/store/tables.ts'
import type { CaseRow } from './case-rows.ts'
import { type JudgedAct, paysBack } from './judge-act.ts'
import { sentence } from './sentences.ts'

type Settled = Pick<
  Selectable<PrintOrderTable>,
  'free_copies' | 'unit_price_fen' | 'paid_fen' | 'refund_fen' | 'copies_delivered' | 'copies_unclear'
>

/** How much has gone back, or is owed, of copies that came out or may have: what is left of the payment costs fewer. */
export function givenBackOfPrintedFen(order: Settled): number {
  if (order.copies_delivered === null) return 0
  const ordered = { freeCopies: order.free_copies, unitPriceFen: order.unit_price_fen }
  const costFen = chargeFor(ordered, order.copies_delivered + order.copies_unclear)
  return Math.max(0, costFen - (order.paid_fen - order.refund_fen))
}

/** How the money of a copy that nobody can tell of stands where none is held of it; null where some is, or it is another kind of case. */
export function howItStands({ kind, amount_fen: amountFen }: Pick<CaseRow, 'kind' | 'amount_fen'>, order: Settled) {
  if (kind !== 'copy-unclear' || amountFen) return null
  const backFen = givenBackOfPrintedFen(order)
  return backFen > 0 ? sentence('unclear-given-back', { backFen }) : sentence('unclear-cost-nothing')
}

/** What an act means for money that is not seen from the act itself: sentences for whoever does it, and for who agrees. */
export async function moneyWords(
  tx: Transaction<Tables>,
  row: Pick<CaseRow, 'kind' | 'amount_fen' | 'order_id' | 'subject'>,
  { act }: Pick<JudgedAct, 'act'>,
): Promise<readonly string[]> {
  const { kind, amount_fen: amountFen } = row
  if (act === 'close') return keptWords(row)
  if (kind === 'copy-unclear' && !amountFen && paysBack(act)) return [sentence('money-of-printed')]
  if (act !== 'reprint-code') return []
  const order = await tx
    .selectFrom('print_order')
    .selectAll()
    .where('order_id', '=', row.order_id ?? row.subject)
    .executeTakeFirst()
  const backFen = order ? givenBackOfPrintedFen(order) : 0
  return backFen > 0 ? [sentence('reprint-given-back', { backFen })] : []
}

/** What becomes of the money in a case that is closed: who closes it takes that upon them. */
export function keptWords(row: Pick<CaseRow, 'kind' | 'amount_fen' | 'order_id' | 'subject'>): readonly string[] {
  const { kind, amount_fen: amountFen, order_id: orderId, subject } = row
  if (!amountFen) return []
  switch (kind) {
    case 'amount-differs':
      // About a refund it is a debt that ends; about a payment nothing was booked, and the provider is asked on.
      return [
        subject === orderId || orderId === null
          ? sentence('said-is-not-booked', { saidFen: amountFen })
          : sentence('owed-is-kept', { owedFen: amountFen }),
      ]
    case 'refund-differs':
      return [sentence('loss-is-not-booked', { lostFen: amountFen })]
    case 'refund-refused':
    case 'refund-abnormal':
    case 'refund-returned':
    case 'refund-slow':
      return [sentence('owed-is-kept', { owedFen: amountFen })]
    case 'copy-unclear':
      return [sentence('held-is-kept', { heldFen: amountFen })]
    case 'outcome-missing':
    case 'paid-unknown':
    case 'order-forgotten':
      return [sentence('paid-is-kept', { paidFen: amountFen })]
    default:
      return []
  }
}
