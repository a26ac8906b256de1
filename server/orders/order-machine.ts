import type { Selectable } from 'kysely'
import { impossible } from '../../src/result.ts'
import { type PaperOfOrder, type SettlementLimits, settle } from '../../src/rules/settlement.ts'
import type { PrintOrderTable, RefundTable } from '../ground/store/tables.ts'

export type OrderRow = Selectable<PrintOrderTable>
export type OrderRowState = OrderRow['state']
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
  /** What was said once of its payment and does not fit: see `doubtOf`. */
  readonly doubt: string | null
  /** Of an order that has ended. */
  readonly copiesDelivered: number
  readonly copiesUnclear: number
  readonly refundFen: number
  readonly heldFen: number
  readonly quotaGivenBack: number
}

/** Facts that have become known about an order. Each may come late, twice, or in any order. */
export type OrderEvent =
  | { readonly kind: 'opened'; readonly codeUrl: string }
  /** `certain`: the provider surely knows no open order of this number. */
  | { readonly kind: 'opening-failed'; readonly certain: boolean }
  /** `isAnswer`: to a question of ours, not a notice. */
  | {
      readonly kind: 'payment-seen'
      readonly totalFen: number
      readonly transactionId: string | null
      readonly isAnswer: boolean
    }
  /** Something was signed of the payment that cannot be booked whoever says it again, such as another currency. */
  | { readonly kind: 'payment-doubted'; readonly said: string }
  /** The visitor gave up, or the time to pay is over. */
  | { readonly kind: 'close-asked' }
  | { readonly kind: 'closed-at-provider' }
  /** It says closed of what nobody had asked it to close, while its time to be paid is not over. */
  | { readonly kind: 'closed-unasked' }
  /** The provider knows no such number, of which it never gave a code. `isPayable`: the time in which it could be paid is not over. */
  | { readonly kind: 'not-found-at-provider'; readonly isPayable: boolean }
  /** `unclearGivenBackUpToFen`: how much of what cannot be told goes back without a person having looked. */
  | ({ readonly kind: 'printed' } & PaperOfOrder & SettlementLimits)
  /** A person decides what became of an order whose terminal has told nothing. `isPaidByHand`: what goes back goes another way. */
  | { readonly kind: 'decided'; readonly copiesDelivered: number; readonly isPaidByHand: boolean }
  /** A person gives back of what was charged. `endsHold`: it is the decision about the money that was held. */
  | {
      readonly kind: 'given-back'
      readonly refundFen: number
      readonly isPaidByHand: boolean
      readonly endsHold: boolean
    }
  /** Of every copy that could not be told it is proven by now that it did not come out. */
  | { readonly kind: 'unclear-absent' }
  /** A person decides that what is held stays with the university: those copies count as delivered. */
  | { readonly kind: 'held-kept' }
  /** A person says that what was doubted is nothing. */
  | { readonly kind: 'doubt-dismissed' }
  /** A person ends the waiting for a provider that says nothing of the order. */
  | { readonly kind: 'given-up' }

/** What a fact leads to. Everything in one step is written in one transaction. */
export interface OrderStep {
  readonly state: OrderRowState
  readonly looseEnd: boolean
  readonly doubt?: string | null
  readonly codeUrl?: string
  readonly paidFen?: number
  readonly transactionId?: string | null
  readonly copiesDelivered?: number
  readonly copiesUnclear?: number
  readonly refundFen?: number
  readonly heldFen?: number
  readonly giveBackCopies: number
  /** What is to be paid back from now on. `isPaidByHand`: a person has paid it, and says so in the books. */
  readonly refund: {
    readonly cause: RefundCause
    readonly refundFen: number
    readonly totalFen: number
    readonly isPaidByHand?: true
  } | null
  /** The sum that was booked as paid was another one: what is owed of it is put right. */
  readonly correctsPaidFen?: true
}

/** How a sum that does not fit is remembered until it is said again. */
export const doubtOf = (totalFen: number): string => `paid ${totalFen} fen`

/**
 * The life of an order:
 *
 *     opening ──► awaiting-payment ──► closing ──► closed
 *        │                └───────────────┴──► ready ──► ended
 *        └──► closed, with a loose end while the provider's side is not known
 *
 * Free copies go back only when nothing can be paid under the order any more, or when its code was never shown. Money that
 * comes after that is refunded whole. Another sum than the one ordered is held, nothing booked and nothing printed, until a second
 * signed answer says the same or one says what was ordered. Returns null when the fact changes nothing.
 */
export function stepOrder(order: OrderFacts, event: OrderEvent): OrderStep | null {
  const isOpen = order.state === 'opening' || order.state === 'awaiting-payment' || order.state === 'closing'
  const same = { state: order.state, looseEnd: order.looseEnd, giveBackCopies: 0, refund: null } as const
  const close = (looseEnd: boolean): OrderStep => ({
    ...same,
    state: 'closed',
    looseEnd,
    giveBackCopies: order.freeCopies,
  })
  switch (event.kind) {
    case 'opened':
      return order.state === 'opening'
        ? { ...same, state: 'awaiting-payment', looseEnd: false, codeUrl: event.codeUrl }
        : null
    case 'opening-failed':
      return order.state === 'opening' ? close(!event.certain) : null
    case 'close-asked':
      if (order.state === 'opening') return close(true)
      return order.state === 'awaiting-payment' ? { ...same, state: 'closing' } : null
    case 'closed-at-provider':
      // What was said of a payment and what is said of the end contradict each other: it is asked about once more.
      if (isOpen) return close(order.doubt !== null)
      return order.looseEnd ? { ...same, looseEnd: false, doubt: null } : null
    case 'closed-unasked':
      return isOpen ? close(true) : null
    case 'not-found-at-provider':
      if (isOpen) return close(true)
      return order.looseEnd && !event.isPayable ? { ...same, looseEnd: false, doubt: null } : null
    case 'payment-seen':
      return stepPayment(order, isOpen, event)
    case 'payment-doubted':
      return hold(order, event.said)
    case 'doubt-dismissed':
      return order.doubt === null ? null : { ...same, doubt: null }
    case 'printed':
      return order.state === 'ready' ? stepPrinted(order, event) : null
    case 'decided':
      return order.state === 'ready' ? stepDecided(order, event) : null
    case 'given-back':
      return stepGivenBack(order, event)
    case 'unclear-absent':
      return stepAbsent(order)
    case 'held-kept':
      return order.heldFen === 0
        ? null
        : { ...same, heldFen: 0, copiesDelivered: order.copiesDelivered + order.copiesUnclear, copiesUnclear: 0 }
    case 'given-up':
      if (isOpen) return { ...close(false), doubt: null }
      return order.looseEnd ? { ...same, looseEnd: false, doubt: null } : null
    default:
      return impossible(event)
  }
}

/** Nothing is booked. An order that was over is asked about again. */
function hold(order: OrderFacts, said: string): OrderStep | null {
  if (order.doubt === said) return null
  const looseEnd = order.state === 'closed' && order.paidFen === 0 ? true : order.looseEnd
  return { state: order.state, looseEnd, doubt: said, giveBackCopies: 0, refund: null }
}

function stepPayment(
  order: OrderFacts,
  isOpen: boolean,
  { totalFen, transactionId, isAnswer }: { totalFen: number; transactionId: string | null; isAnswer: boolean },
): OrderStep | null {
  const isOrdered = totalFen === order.amountFen
  // Paid, and nothing: that contradicts itself, however often it is said.
  const isBelieved = isOrdered || (isAnswer && totalFen > 0 && order.doubt === doubtOf(totalFen))
  const paid = { looseEnd: false, doubt: null, paidFen: totalFen, transactionId }
  if (order.paidFen > 0) {
    // One number is paid at most once: whoever was paid has nothing more to learn, unless the sum was another one.
    const same = { state: order.state, looseEnd: order.looseEnd, giveBackCopies: 0, refund: null }
    if (totalFen === order.paidFen) return order.doubt === null ? null : { ...same, doubt: null }
    if (order.state !== 'closed' || !isBelieved) return hold(order, doubtOf(totalFen))
    return { ...same, ...paid, refundFen: totalFen, correctsPaidFen: true }
  }
  if (!isOpen && order.state !== 'closed') return null
  if (!isBelieved) return hold(order, doubtOf(totalFen))
  if (isOpen && isOrdered) return { ...paid, state: 'ready', giveBackCopies: 0, refund: null }
  return {
    ...paid,
    state: 'closed',
    refundFen: totalFen,
    giveBackCopies: isOpen ? order.freeCopies : 0,
    refund: totalFen > 0 ? { cause: isOrdered ? 'paid-late' : 'wrong-amount', refundFen: totalFen, totalFen } : null,
  }
}

const quoteOf = (order: OrderFacts) => ({
  copies: order.copies,
  freeCopies: order.freeCopies,
  paidCopies: order.copies - order.freeCopies,
  unitPriceFen: order.unitPriceFen,
  amountFen: order.amountFen,
})

function stepPrinted(order: OrderFacts, printed: PaperOfOrder & SettlementLimits): OrderStep {
  const settled = settle(quoteOf(order), printed, printed)
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

function stepDecided(order: OrderFacts, { copiesDelivered, isPaidByHand }: DecidedEvent): OrderStep {
  const step = stepPrinted(order, { copiesDelivered, copiesUnclear: 0, unclearGivenBackUpToFen: 0 })
  const refund = step.refund && { ...step.refund, cause: 'by-hand-decided' as const, ...byHand(isPaidByHand) }
  return { ...step, refund }
}
type DecidedEvent = Extract<OrderEvent, { kind: 'decided' }>

/** More goes back than did at first: what was held, or what was charged. Never more than was paid. */
function stepGivenBack(
  order: OrderFacts,
  { refundFen, isPaidByHand, endsHold }: Extract<OrderEvent, { kind: 'given-back' }>,
): OrderStep | null {
  const leftFen = order.paidFen - order.refundFen
  if (order.state !== 'ended' || refundFen <= 0 || refundFen > leftFen) return null
  // With the whole of the money that is held for them the copies go back that counted as delivered for it.
  const givesCopies = endsHold && order.heldFen > 0 && refundFen >= order.heldFen
  const freeUsed = Math.min(order.copiesDelivered, order.freeCopies)
  return {
    state: 'ended',
    looseEnd: order.looseEnd,
    refundFen: order.refundFen + refundFen,
    heldFen: endsHold ? 0 : Math.min(order.heldFen, leftFen - refundFen),
    giveBackCopies: givesCopies ? Math.max(0, order.freeCopies - freeUsed - order.quotaGivenBack) : 0,
    refund: { cause: 'by-hand-decided', refundFen, totalFen: order.paidFen, ...byHand(isPaidByHand) },
  }
}

/** What was held for copies that did not come out goes back, and with it the free ones among them that had counted as delivered. */
function stepAbsent(order: OrderFacts): OrderStep | null {
  if (order.state !== 'ended' || order.copiesUnclear === 0) return null
  const { heldFen } = order
  const freeUsed = Math.min(order.copiesDelivered, order.freeCopies)
  return {
    state: 'ended',
    looseEnd: order.looseEnd,
    copiesUnclear: 0,
    refundFen: order.refundFen + heldFen,
    heldFen: 0,
    giveBackCopies: heldFen > 0 ? Math.max(0, order.freeCopies - freeUsed - order.quotaGivenBack) : 0,
    refund: heldFen > 0 ? { cause: 'proven-absent', refundFen: heldFen, totalFen: order.paidFen } : null,
  }
}

const byHand = (isPaidByHand: boolean) => (isPaidByHand ? ({ isPaidByHand: true } as const) : {})
