import type { Fault } from './fault.ts'

/**
 * The outcome of something that may be refused by the outside world. Plain data, so that it survives structured clone and
 * JSON on its way between processes. A bug is not a Result: it throws.
 */
export type Result<T, E = Fault> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** A success that carries `value`. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

/** A refusal that carries `error`. */
export function err<E>(error: E): { ok: false; error: E } {
  return { ok: false, error }
}

/** The value of a result, or a throw: for places where a refusal would be a bug. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value
  throw new Error(`a result was expected to be ok: ${JSON.stringify(result.error)}`)
}

/** Marks a branch that the compiler knows to be impossible; throws if the data lied. */
export function impossible(value: never): never {
  throw new Error(`a case is missing for ${JSON.stringify(value)}`)
}
