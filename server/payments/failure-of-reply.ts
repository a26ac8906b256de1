import type { NoReply } from '../ground/http/provider-http.ts'
import type { PaymentFailure } from './payment-port.ts'

/** What a provider's own codes mean; whatever is not named is a plain refusal. */
export interface CodesOf {
  /** It does not know the number that was asked about. */
  readonly notFound: ReadonlySet<string>
  /** It may have happened, or a later try may succeed. */
  readonly open: ReadonlySet<string>
}

/**
 * What a reply that is no success means in the words of the port. Refused is only what the provider refuses in a code of its own: a 5xx, a
 * limit of calls, a redirect, and a page of somebody in between say nothing about money, and neither does silence.
 */
export function failureOfReply(
  status: number,
  { code, words }: { readonly code: string | null; readonly words?: string | undefined },
  codes: CodesOf,
): PaymentFailure {
  const named = { code: code ?? `HTTP_${status}`, ...(words ? { words } : {}) }
  const saysNothing = status < 400 || status >= 500 || status === 408 || status === 429 || code === null
  if (saysNothing || codes.open.has(code)) return { kind: 'unknown', ...named }
  return { kind: codes.notFound.has(code) ? 'not-found' : 'refused', ...named }
}

/** Nothing was heard that can be believed: it may have happened. */
export const failureWithoutReply = (word: NoReply | string): PaymentFailure => ({ kind: 'unknown', code: word })
