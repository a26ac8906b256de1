import { type Chance, pickOf } from './chance.ts'
import type { Weather } from './weather.ts'

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
  /** Which kinds are common in this world; every kind as on the whole without it. */
  readonly weather?: Pick<Weather, 'often'>
  readonly now: () => number
  /** The only faults that strike, by their ids: how a story is made short. Any without it. */
  readonly only?: ReadonlySet<string> | undefined
  /** Told of each fault that strikes. */
  readonly onStrike: (strike: Strike) => void
}

/** Kinds of faults that the system is known not to stand yet. They are named here, and nowhere passed over in silence. */
export const LEFT_OUT: ReadonlySet<string> = new Set<string>([])

type Kinds<Kind extends string> = readonly (readonly [weight: number, kind: Kind])[]

export function createFaults({ chance, rate, weather, now, only, onStrike }: FaultOptions): Faults {
  const calls = new Map<string, number>()
  const weighed = new Map<Kinds<string>, { readonly kinds: Kinds<string>; readonly often: number }>()
  /** The kinds as heavy as they are in this world, and how many times as often as on the whole one of them strikes. */
  const weigh = (kinds: Kinds<string>) => {
    const known = weighed.get(kinds)
    if (known) return known
    const here = kinds.map(([weight, kind]) => [weight * (weather?.often(kind) ?? 1), kind] as const)
    const sum = (some: Kinds<string>) => some.reduce((total, [weight]) => total + weight, 0)
    const found = { kinds: here, often: sum(here) / sum(kinds) }
    weighed.set(kinds, found)
    return found
  }
  const struck: Strike[] = []
  let stopped = false
  return {
    at: (where, kinds, more = 1) => {
      const nth = (calls.get(where) ?? 0) + 1
      calls.set(where, nth)
      if (stopped || kinds.length === 0) return null
      const here = weigh(kinds)
      if (chance('fault', where, nth) >= rate * more * here.often) return null
      const kind = pickOf(chance('kind', where, nth), here.kinds as typeof kinds)
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
