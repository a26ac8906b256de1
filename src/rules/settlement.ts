import type { Quote } from '../contract/documents.ts'
import type { Settlement } from '../contract/orders-api.ts'
import { quote } from './quota.ts'

/** What is known of an order's paper: whole copies that came out, and copies of which nobody can tell. */
export interface PaperOfOrder {
  readonly copiesDelivered: number
  readonly copiesUnclear: number
}

export interface SettlementLimits {
  /** The most money that copies which cannot be told may give back of an order without a person having looked. */
  readonly unclearGivenBackUpToFen: number
}

/** What a visitor pays for `copies` of an order: what they would have paid had they ordered so many. */
export function chargeFor(ordered: Pick<Quote, 'freeCopies' | 'unitPriceFen'>, copies: number): number {
  return quote(copies, ordered.freeCopies, ordered.unitPriceFen).amountFen
}

/**
 * What becomes of an order by what came out. The visitor pays what they would have paid had they ordered just that: money goes
 * back first, free copies second. Copies that cannot be told count as not delivered, all of them, while the money that they give
 * back is no more than the limit; else they count as delivered, and that money is held until a person has decided.
 */
export function settle(
  ordered: Quote,
  paper: PaperOfOrder,
  { unclearGivenBackUpToFen }: SettlementLimits,
): Omit<Settlement, 'freeCopiesLeft'> {
  const copiesDelivered = Math.min(Math.max(0, paper.copiesDelivered), ordered.copies)
  const copiesUnclear = Math.min(Math.max(0, paper.copiesUnclear), ordered.copies - copiesDelivered)
  const atStakeFen = chargeFor(ordered, copiesDelivered + copiesUnclear) - chargeFor(ordered, copiesDelivered)
  const heldFen = atStakeFen > unclearGivenBackUpToFen ? atStakeFen : 0
  const counted = copiesDelivered + (heldFen > 0 ? copiesUnclear : 0)
  const chargedFen = chargeFor(ordered, counted)
  return {
    copiesDelivered,
    copiesUnclear,
    copiesGivenBack: ordered.copies - counted,
    quotaGivenBack: ordered.freeCopies - Math.min(counted, ordered.freeCopies),
    refundFen: ordered.amountFen - chargedFen,
    chargedFen,
    heldFen,
  }
}
