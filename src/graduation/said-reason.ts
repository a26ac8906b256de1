import { plainText } from '../rules/plain-text.ts'

/** The most characters of a reason, as it is kept and told to people. */
export const REASON_CHARACTERS = 500

/** A reason as it may be kept, or what is wrong with it: every step out of the usual needs one (graduation.md, 3.5 and A4). */
export function saidReason(
  text: string,
): { readonly reason: string } | { readonly flaw: 'reason-missing' | 'reason-too-long' } {
  const reason = plainText(text)
  if (reason === '') return { flaw: 'reason-missing' }
  return [...reason].length > REASON_CHARACTERS ? { flaw: 'reason-too-long' } : { reason }
}
