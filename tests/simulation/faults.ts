import { type Chance, pickOf } from './chance.ts'

/** A fault that has struck. */
export interface Strike {
  /** Names it in every run of the seed: where, the how-manieth call there, and what. */
  readonly id: string
  readonly atMs: number
  readonly where: string
  readonly kind: string
}

/** Decides at every call whether it goes wrong, and how. */
export interface Faults {
  /**
   * What goes wrong with this call at `where`; null for a call that goes well. `more` makes calls there go wrong so many times as
   * often as usual.
   */
  at<Kind extends string>(
    where: string,
    kinds: readonly (readonly [weight: number, kind: Kind])[],
    more?: number,
  ): Kind | null
  /** A number in [0, 1) that belongs to the last fault at `where`: how long, how far. */
  measure(where: string, what: string): number
  /** From now on all goes well. */
  stop(): void
  strikes(): readonly Strike[]
}

export interface FaultOptions {
  readonly chance: Chance
  /** How many of a hundred calls go wrong, as a fraction. */
  readonly rate: number
  readonly now: () => number
  /** The only faults that strike, by their ids: how a story is made short. Any without it. */
  readonly only?: ReadonlySet<string> | undefined
  /** Told of each fault that strikes. */
  readonly onStrike: (strike: Strike) => void
}

/** Kinds of faults that the system is known not to stand yet. They are named here, and nowhere passed over in silence. */
export const LEFT_OUT: ReadonlySet<string> = new Set<string>([])

export function createFaults({ chance, rate, now, only, onStrike }: FaultOptions): Faults {
  const calls = new Map<string, number>()
  const struck: Strike[] = []
  let stopped = false
  return {
    at: (where, kinds, more = 1) => {
      const nth = (calls.get(where) ?? 0) + 1
      calls.set(where, nth)
      if (stopped || kinds.length === 0 || chance('fault', where, nth) >= rate * more) return null
      const kind = pickOf(chance('kind', where, nth), kinds)
      const id = `${where}#${nth}:${kind}`
      if (LEFT_OUT.has(kind) || (only && !only.has(id))) return null
      const strike = { id, atMs: now(), where, kind }
      struck.push(strike)
      onStrike(strike)
      return kind
    },
    measure: (where, what) => chance('measure', where, calls.get(where) ?? 0, what),
    stop: () => {
      stopped = true
    },
    strikes: () => struck,
  }
}
