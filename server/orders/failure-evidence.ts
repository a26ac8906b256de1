import { type EvidencePart, sentence } from '../cases/cases.ts'
import type { PaymentFailure } from '../payments/payments.ts'

/** What the provider has said. Where it has said nothing, or nothing that fits, the code is the house's own, and so is what is said of it. */
export function failureEvidence({ kind, code, words, about, named }: PaymentFailure, atMs: number): EvidencePart {
  const facts = { code }
  if (words === undefined && named) {
    return { source: 'provider', atMs, says: sentence('answer-names-another', named), facts: { ...named } }
  }
  if (words === undefined && about === 'amount') {
    return { source: 'server', atMs, says: sentence('answer-does-not-fit', { code }), facts }
  }
  if (words === undefined && kind === 'unknown') {
    return { source: 'server', atMs, says: sentence('no-answer-believed', { code }), facts }
  }
  if (words === undefined && kind === 'not-found') {
    return { source: 'provider', atMs, says: sentence('not-known', { code }), facts }
  }
  return { source: 'provider', atMs, says: words ?? code, facts }
}
