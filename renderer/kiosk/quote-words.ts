import type { Quote } from '../../src/contract/documents.ts'
import { formatYuan } from '../ui/formats.ts'
import type { KioskSay } from './words.ts'

/** How an amount comes about: free copies, paid copies and their price. The figures are the station's. */
export function quoteWords(t: KioskSay, quote: Quote): string {
  const price = formatYuan(quote.unitPriceFen)
  if (quote.paidCopies === 0) return t('quote.allFree', { count: quote.freeCopies })
  if (quote.freeCopies === 0) return t('quote.allPaid', { paid: quote.paidCopies, price })
  return t('quote.mixed', { free: quote.freeCopies, paid: quote.paidCopies, price })
}
