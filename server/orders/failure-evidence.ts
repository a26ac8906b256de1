import { type EvidencePart, sentence } from '../cases/cases.ts'
import type { PaymentFailure } from '../payments/payments.ts'

/** What the provider has said; of an answer that does not fit the code is the house's own, and so is what is said of it. */
export function failureEvidence({ code, words, about, named }: PaymentFailure, atMs: number): EvidencePart {
  const facts = { code }
  if (words === undefined && named) {
    return { source: 'provider', atMs, says: sentence('answer-names-another', named), facts: { ...named } }
  }
  if (words === undefined && about === 'amount') {
    return { source: 'server', atMs, says: sentence('answer-does-not-fit', { code }), facts }
  }
  return { source: 'provider', atMs, says: words ?? code, facts }
}
