import type { Result } from '../../../src/result.ts'
import type { Refusal } from '../../web/route-client.ts'

/** The route's own word for why it refused; null where it was one of the house's faults. */
export function reasonIn({ fault }: Refusal): string | null {
  const said = /^\d{3} ([a-z-]+)$/.exec(fault.detail ?? '')
  return fault.code === 'server-nonsense' && said ? (said[1] ?? null) : null
}

/** An answer whose refusal, where it is one of the route's own, is said in the words of the page. */
export function inWords<Value>(
  answer: Result<Value, Refusal>,
  words: Readonly<Record<string, string>>,
): Result<Value, Refusal> {
  if (answer.ok) return answer
  const said = words[reasonIn(answer.error) ?? '']
  return said === undefined ? answer : { ok: false, error: { ...answer.error, said } }
}
