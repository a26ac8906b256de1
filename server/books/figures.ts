import type { PrintOrderTable } from '../ground/store/tables.ts'

/** What is to be known of an order's money, in fen. The order's row says it, and the books say it; the two are the same. */
export interface MoneyFigures {
  /** What the provider has said that the payer paid. */
  readonly paidFen: number
  /** What copies that came out have earned. */
  readonly chargedFen: number
  /** What nobody has decided about: paid and without an outcome, or held for a person. */
  readonly undecidedFen: number
  /** What was ever to be paid back, whether it is through, or a person has ended it, or not. */
  readonly refundFen: number
  /** What has reached the payer by the provider. */
  readonly refundedFen: number
  /** What the provider has paid out beside that, and a person has entered as lost. */
  readonly lostFen: number
}

export const FIGURES = [
  'paidFen',
  'chargedFen',
  'undecidedFen',
  'refundFen',
  'refundedFen',
  'lostFen',
] as const satisfies readonly (keyof MoneyFigures)[]

/** What an order's row says of its money. */
export interface OrderSays {
  readonly state: PrintOrderTable['state']
  readonly paidFen: number
  readonly heldFen: number
  readonly refundFen: number
  readonly refundedFen: number
  readonly lostFen: number
}

/**
 * The figures that follow from an order's state. Until the outcome everything is undecided, after it what is held for a person. What was
 * paid for an order that is closed is earned by nobody.
 */
export function figuresOfOrder({ state, paidFen, heldFen, refundFen, refundedFen, lostFen }: OrderSays): MoneyFigures {
  const isSettled = state === 'ended'
  return {
    ...{ paidFen, refundFen, refundedFen, lostFen },
    chargedFen: isSettled ? paidFen - refundFen - heldFen : 0,
    undecidedFen: isSettled ? heldFen : paidFen - refundFen,
  }
}

/** The books' side of the figures, as a statement selects it: sums come as text. */
export interface BookColumns {
  readonly book_paid_fen: string
  readonly book_charged_fen: string
  readonly book_undecided_fen: string
  readonly book_refund_fen: string
  readonly book_refunded_fen: string
  readonly book_lost_fen: string
}

/** What the books say of the money that such a row is about. */
export const figuresOfBooks = (row: BookColumns): MoneyFigures => ({
  paidFen: Number(row.book_paid_fen),
  chargedFen: Number(row.book_charged_fen),
  undecidedFen: Number(row.book_undecided_fen),
  refundFen: Number(row.book_refund_fen),
  refundedFen: Number(row.book_refunded_fen),
  lostFen: Number(row.book_lost_fen),
})
