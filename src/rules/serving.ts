import type { BeatDevice, BeatFault } from '../contract/heartbeat-api.ts'

/** A terminal of which nothing was heard for so long is silent: three of its heartbeats are missing. */
export const SILENT_AFTER_MS = 90_000

/** What is lacking, and by which of the house's faults. */
export interface Lack {
  readonly part: string
  readonly code: string
  /** Of a clock that is off: by how much it is ahead, behind where below zero. */
  readonly minutesAhead?: number
}

/** Whether a terminal could serve a whole visit when it spoke. `lacks`: what fails and stops nobody, such as receipts. */
export type Spoken =
  | { readonly kind: 'can'; readonly lacks: readonly Lack[] }
  | { readonly kind: 'cannot'; readonly missing: Lack; readonly lacks: readonly Lack[] }

/** By itself a terminal may do without these; all that leads to paper is in what it says blocks it. */
const PARTS_OF_CODES: readonly (readonly [RegExp, string])[] = [
  [/^printer-/, 'page-printer'],
  [/^(?:disk|ledger|own-data)-/, 'storage'],
  [/^server-|^terminal-refused$/, 'server'],
  [/^reader-lost$/, 'card-readers'],
  // Of these two the machine is well: whoever reckons how available it was leaves them out.
  [/^taken-out$/, 'staff'],
  [/^outside-hours$/, 'hours'],
]

/** Which part of a terminal a fault is about; the program itself where nobody knows. */
export const partOfCode = (code: string): string => PARTS_OF_CODES.find(([form]) => form.test(code))?.[1] ?? 'station'

/**
 * Whether a terminal can serve a whole visit, by what it says: by its own word of what blocks it, and where a device without which nothing is
 * printed fails although it says nothing of that. Devices of kinds that nobody knows are told beside it, and block nobody.
 */
export function spokenOf(said: {
  readonly blockedBy: readonly BeatFault[]
  readonly devices: readonly Pick<BeatDevice, 'kind' | 'state' | 'faults'>[]
}): Spoken {
  const failing = said.devices.filter(({ state }) => state === 'fails')
  const lacks = failing.map(({ kind, faults }) => ({ part: kind, code: faults[0]?.code ?? 'unknown' }))
  const [blocker] = said.blockedBy
  const missing = blocker
    ? { part: partOfCode(blocker.code), code: blocker.code }
    : lacks.find(({ part }) => part === 'page-printer' || part === 'storage')
  return missing ? { kind: 'cannot', missing, lacks } : { kind: 'can', lacks }
}

export type LetIn = 'active' | 'suspended' | 'quarantined' | 'retired'

/** Everything that is known of a terminal at one moment. */
export interface Known {
  readonly nowMs: number
  readonly letIn: LetIn
  readonly takenOutSinceMs: number | null
  /** Null where its opening hours are not known: then it is to serve at any time. */
  readonly isOpen: boolean | null
  /** What it said last; null where it has never spoken. */
  readonly last: { readonly heardAtMs: number; readonly spoken: Spoken; readonly sinceMs: number } | null
  /** When it was last refused for nothing but its clock, signed as it was. */
  readonly clockOff: { readonly atMs: number; readonly sinceMs: number; readonly aheadMs: number } | null
}

/**
 * The truth about a terminal. `silent` is neither well nor ill: nothing was heard since then, and what was heard before is no evidence of
 * now. `since` of `can` and `cannot` is when that was first heard.
 */
export type Serving =
  | { readonly kind: 'can'; readonly sinceMs: number; readonly lacks: readonly Lack[] }
  | { readonly kind: 'cannot'; readonly sinceMs: number; readonly missing: Lack; readonly lacks: readonly Lack[] }
  | { readonly kind: 'silent'; readonly sinceMs: number }
  | { readonly kind: 'never-heard' }
  | { readonly kind: 'taken-out'; readonly sinceMs: number }
  | { readonly kind: 'shut-out'; readonly letIn: Exclude<LetIn, 'active'> }
  | { readonly kind: 'closed' }

/** Can it serve a whole visit now; if not, which part is lacking and since when. */
export function servingOf({ nowMs, letIn, takenOutSinceMs, isOpen, last, clockOff }: Known): Serving {
  if (letIn !== 'active') return { kind: 'shut-out', letIn }
  if (takenOutSinceMs !== null) return { kind: 'taken-out', sinceMs: takenOutSinceMs }
  if (isOpen === false) return { kind: 'closed' }
  const isHeard = last !== null && nowMs - last.heardAtMs <= SILENT_AFTER_MS
  if (!isHeard && clockOff !== null && nowMs - clockOff.atMs <= SILENT_AFTER_MS)
    return { kind: 'cannot', sinceMs: clockOff.sinceMs, missing: clockLack(clockOff.aheadMs), lacks: [] }
  if (last === null) return { kind: 'never-heard' }
  if (!isHeard) return { kind: 'silent', sinceMs: last.heardAtMs }
  return { ...last.spoken, sinceMs: last.sinceMs }
}

/** It speaks, and cannot be let in: whoever hears it only knows that its clock is wrong. */
const clockLack = (aheadMs: number): Lack => ({
  ...{ part: CLOCK, code: 'clock-off' },
  minutesAhead: Math.sign(aheadMs) * Math.max(1, Math.round(Math.abs(aheadMs) / 60_000)),
})
export const CLOCK = 'clock'
