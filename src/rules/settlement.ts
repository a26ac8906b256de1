import type { Quote } from '../contract/documents.ts'
import type { Settlement } from '../contract/orders-api.ts'

/**
 * What becomes of an order when `copiesDelivered` of its copies came out. Quota first, money second: of the copies that did
 * not come out, as many as were free go back into the quota, and only the rest is refunded.
 */
export function settle(quote: Quote, copiesDelivered: number): Omit<Settlement, 'freeCopiesLeft'> {
  const delivered = Math.min(Math.max(0, copiesDelivered), quote.copies)
  const copiesGivenBack = quote.copies - delivered
  const quotaGivenBack = Math.min(copiesGivenBack, quote.freeCopies)
  const refundFen = (copiesGivenBack - quotaGivenBack) * quote.unitPriceFen
  return {
    copiesDelivered: delivered,
    copiesGivenBack,
    quotaGivenBack,
    refundFen,
    chargedFen: quote.amountFen - refundFen,
  }
}
