import type { FaultOptions, Faults, Strike } from '../simulation/faults.ts'

/** The `nth` call at a place goes wrong in one way. */
export interface FailingCall {
  readonly where: string
  readonly nth: number
  readonly kind: string
}

/** What was called at a place, and how its calls can go wrong. */
export interface CalledPlace {
  calls: number
  readonly kinds: Set<string>
}

/** Everything goes well but for the calls that are named; what is called at all is written down. */
export function onlyThese(failing: readonly FailingCall[], places: Map<string, CalledPlace>) {
  return ({ chance, now, onStrike }: FaultOptions): Faults => {
    const struck: Strike[] = []
    let isOver = false
    return {
      at: (where, kinds) => {
        if (isOver) return null
        const place = places.get(where) ?? { calls: 0, kinds: new Set() }
        places.set(where, place)
        place.calls += 1
        for (const [, kind] of kinds) place.kinds.add(kind)
        const call = failing.find(one => one.where === where && one.nth === place.calls)
        const kind = kinds.find(([, one]) => one === call?.kind)?.[1]
        if (kind === undefined) return null
        const strike = { id: `${where}#${place.calls}:${kind}`, atMs: now(), where, kind }
        struck.push(strike)
        onStrike(strike)
        return kind
      },
      // Which sheet jams must not be left to chance: it is to be one that there is.
      measure: (where, what) => (what === 'sheet' ? 0 : chance('measure', where, places.get(where)?.calls ?? 0, what)),
      stop: () => {
        isOver = true
      },
      strikes: () => struck,
    }
  }
}
