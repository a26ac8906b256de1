import { CLOCK_TOLERANCE_MS } from '../../src/contract/request-signature.ts'

/** A start of a terminal, as it counts them: `7.` and a random number. */
export interface TerminalStart {
  readonly count: number
  readonly id: string
}

/** The newest start that was heard of. */
export interface KnownStart extends TerminalStart {
  readonly atMs: number
}

/**
 * `same`: the start that is known. `new`: one after it, or the first. `late`: one before it, whose last requests may still be on their way.
 * `copied`: the key is in use at two places, for a machine that has begun anew says nothing more of its start before, and no two starts
 * draw the same number.
 */
export type StartVerdict = 'same' | 'new' | 'late' | 'copied'

/** What a request says of a terminal's starts; null for one that does not count them, or did not until now. */
export function judgeStart(known: KnownStart | null, said: TerminalStart | null, nowMs: number): StartVerdict {
  if (known === null) return said === null ? 'same' : 'new'
  if (said?.count === known.count) return said.id === known.id ? 'same' : 'copied'
  if (said !== null && said.count > known.count) return 'new'
  return nowMs - known.atMs <= CLOCK_TOLERANCE_MS ? 'late' : 'copied'
}

/** The start in a header; null when it says none. */
export function readStart(header: string | undefined): TerminalStart | null {
  const [, count, id] = /^([1-9]\d{0,8})\.([0-9a-f]{16})$/.exec(header ?? '') ?? []
  return count !== undefined && id !== undefined ? { count: Number(count), id } : null
}
