/** Chance that comes out the same each time: for sample data that tests and pictures can rely on. */
export interface SeededRandom {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  pick<T>(from: readonly T[]): T
}

/** A 32-bit generator with one word of state (an additive step, then two multiply-and-shift mixes). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  return {
    below: below => next() % below,
    pick: from => {
      const picked = from[next() % from.length]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}
