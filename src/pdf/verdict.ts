import type { PdfRefusal, Verdict } from './reasons.ts'
import { REASONS } from './reasons.ts'
import type { Reason } from './report.ts'

/** The worst first: what a reader of the report most needs to know. */
const ORDER: readonly Verdict[] = [
  'tampered',
  'malformed',
  'partial-coverage',
  'weak-crypto',
  'unsupported',
  'revoked',
  'untrusted-signer',
  'expired',
  'unsigned',
  'valid-with-later-permitted-change',
]

/** The verdict that `reasons` lead to, and the reasons in the order of their weight; none are `valid`. */
export function decide(reasons: readonly Reason[]): { verdict: Verdict; reasons: readonly Reason[] } {
  const weight = ({ code }: Reason) => ORDER.indexOf(REASONS[code])
  const ordered = reasons.toSorted((a, b) => weight(a) - weight(b))
  const [first] = ordered
  return { verdict: first ? REASONS[first.code] : 'valid', reasons: ordered }
}

/** A refusal as a reason. */
export function reasonOf({ code, place }: PdfRefusal, about: Pick<Reason, 'field' | 'revision'> = {}): Reason {
  return place === undefined ? { code, ...about } : { code, place, ...about }
}
