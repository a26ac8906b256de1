/** A seeded world asks for chances by name: the same seed and name give the same number, whatever was asked before. */
export type Chance = (...name: readonly (string | number)[]) => number

/** Numbers in [0, 1) that belong to `seed` and a name alone. A fault that is taken away so leaves all others as they were. */
export function chanceOf(seed: number): Chance {
  return (...name) => hash53(`${seed}/${name.join('/')}`) / 2 ** 53
}

/** 53 bits of a text (cyrb53): quick and well spread, and no secret. */
function hash53(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** A whole number from `low` to `high`, both included. */
export const wholeOf = (chance: number, low: number, high: number): number =>
  low + Math.floor(chance * (high - low + 1))

/** One of `weighted`, each as often as its weight says. */
export function pickOf<T>(chance: number, weighted: readonly (readonly [weight: number, value: T])[]): T {
  const total = weighted.reduce((sum, [weight]) => sum + weight, 0)
  let left = chance * total
  for (const [weight, value] of weighted) {
    left -= weight
    if (left < 0) return value
  }
  return weighted.at(-1)![1]
}

/** Bytes one after the other, for what the programs believe to be the system's random source. */
export function bytesOf(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff
  }
}
