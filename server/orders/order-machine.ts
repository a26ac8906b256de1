import type { Selectable } from 'kysely'
import { impossible } from '../../src/result.ts'
import { type PaperOfOrder, type SettlementLimits, settle } from '../../src/rules/settlement.ts'
import type { PrintOrderTable, RefundTable } from '../ground/store/tables.ts'

export type OrderRowState = PrintOrderTable['state']
export type RefundCause = Selectable<RefundTable>['cause']

/** What the rules must know of an order. */
export interface OrderFacts {
  readonly state: OrderRowState
  readonly copies: number
  readonly freeCopies: number
  readonly unitPriceFen: number
  readonly amountFen: number
  readonly paidFen: number
  readonly looseEnd: boolean
}

/** Facts that have become known about an order. Each may come late, twice, or in any order. */
export type OrderEvent =
  | { readonly kind: 'opened'; readonly codeUrl: string }
  /** `certain`: the provider surely knows no open order of this number. */
  | { readonly kind: 'opening-failed'; readonly certain: boolean }
  | { readonly kind: 'payment-seen'; readonly totalFen: number; readonly transactionId: string | null }
  /** The visitor gave up, or the time to pay is over. */
  | { readonly kind: 'close-asked' }
  | { readonly kind: 'closed-at-provider' }
  /** `unclearGivenBackUpToFen`: how much of what cannot be told goes back without a person having looked. */
  | ({ readonly kind: 'printed' } & PaperOfOrder & SettlementLimits)

/** What a fact leads to. Everything in one step is written in one transaction. */
export interface OrderStep {
  readonly state: OrderRowState
  readonly looseEnd: boolean
  readonly codeUrl?: string
  readonly paidFen?: number
  readonly transactionId?: string | null
  readonly copiesDelivered?: number
  readonly copiesUnclear?: number
  readonly refundFen?: number
  readonly heldFen?: number
  readonly giveBackCopies: number
  readonly refund: { readonly cause: RefundCause; readonly refundFen: number; readonly totalFen: number } | null
}

/**
 * The life of an order:
 *
 *     opening ──► awaiting-payment ──► closing ──► closed
 *        │                └───────────────┴──► ready ──► ended
 *        └──► closed, with a loose end while the provider's side is not known
 *
 * Free copies go back only when nothing can be paid under the order any more, or when its code was never shown. Money that
 * comes after that is refunded whole. Returns null when the fact changes nothing.
 */
export function stepOrder(order: OrderFacts, event: OrderEvent): OrderStep | null {
  const isOpen = order.state === 'opening' || order.state === 'awaiting-payment' || order.state === 'closing'
  const close = (looseEnd: boolean): OrderStep => ({
    state: 'closed',
    looseEnd,
    giveBackCopies: order.freeCopies,
    refund: null,
  })
  switch (event.kind) {
    case 'opened':
      return order.state === 'opening'
        ? { state: 'awaiting-payment', looseEnd: false, codeUrl: event.codeUrl, giveBackCopies: 0, refund: null }
        : null
    case 'opening-failed':
      return order.state === 'opening' ? close(!event.certain) : null
    case 'close-asked':
      if (order.state === 'opening') return close(true)
      return order.state === 'awaiting-payment'
        ? { state: 'closing', looseEnd: false, giveBackCopies: 0, refund: null }
        : null
    case 'closed-at-provider':
      if (isOpen) return close(false)
      return order.looseEnd ? { state: order.state, looseEnd: false, giveBackCopies: 0, refund: null } : null
    case 'payment-seen':
      return stepPayment(order, isOpen, event)
    case 'printed':
      return order.state === 'ready' ? stepPrinted(order, event) : null
    default:
      return impossible(event)
  }
}

function stepPayment(
  order: OrderFacts,
  isOpen: boolean,
  { totalFen, transactionId }: { totalFen: number; transactionId: string | null },
): OrderStep | null {
  // One number is paid at most once: whoever was paid has nothing more to learn.
  if (order.paidFen > 0 || !(isOpen || order.state === 'closed')) return null
  const paid = { looseEnd: false, paidFen: totalFen, transactionId }
  if (isOpen && totalFen === order.amountFen) return { ...paid, state: 'ready', giveBackCopies: 0, refund: null }
  const cause = totalFen === order.amountFen ? 'paid-late' : 'wrong-amount'
  return {
    ...paid,
    state: 'closed',
    refundFen: totalFen,
    giveBackCopies: isOpen ? order.freeCopies : 0,
    refund: totalFen > 0 ? { cause, refundFen: totalFen, totalFen } : null,
  }
}

function stepPrinted(order: OrderFacts, printed: PaperOfOrder & SettlementLimits): OrderStep {
  const quote = {
    copies: order.copies,
    freeCopies: order.freeCopies,
    paidCopies: order.copies - order.freeCopies,
    unitPriceFen: order.unitPriceFen,
    amountFen: order.amountFen,
  }
  const settled = settle(quote, printed, printed)
  return {
    state: 'ended',
    looseEnd: false,
    copiesDelivered: settled.copiesDelivered,
    copiesUnclear: settled.copiesUnclear,
    refundFen: settled.refundFen,
    heldFen: settled.heldFen,
    giveBackCopies: settled.quotaGivenBack,
    refund:
      settled.refundFen > 0
        ? { cause: 'not-delivered', refundFen: settled.refundFen, totalFen: order.amountFen }
        : null,
  }
}
