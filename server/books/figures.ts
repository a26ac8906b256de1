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
}

export const FIGURES = [
  'paidFen',
  'chargedFen',
  'undecidedFen',
  'refundFen',
  'refundedFen',
] as const satisfies readonly (keyof MoneyFigures)[]

/** What an order's row says of its money. */
export interface OrderSays {
  readonly state: PrintOrderTable['state']
  readonly paidFen: number
  readonly heldFen: number
  readonly refundFen: number
  readonly refundedFen: number
}

/**
 * The figures that follow from an order's state. Until the outcome everything is undecided, after it what is held for a person. What was
 * paid for an order that is closed is earned by nobody.
 */
export function figuresOfOrder({ state, paidFen, heldFen, refundFen, refundedFen }: OrderSays): MoneyFigures {
  const isSettled = state === 'ended'
  return {
    ...{ paidFen, refundFen, refundedFen },
    chargedFen: isSettled ? paidFen - refundFen - heldFen : 0,
    undecidedFen: isSettled ? heldFen : paidFen - refundFen,
  }
}
