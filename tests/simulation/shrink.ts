import { runSeed, type SeedResult } from './run-seed.ts'
import type { Workshop } from './workshop.ts'
import type { WorldOptions } from './world.ts'

const TRIALS_AT_MOST = 120

/**
 * Leaves out faults and visitors of a failing seed as long as the same invariant is broken, in ever smaller pieces (delta
 * debugging): what is left is what it takes.
 */
export async function shrink(shop: Workshop, options: WorldOptions, failed: SeedResult): Promise<SeedResult> {
  const wanted = failed.violations[0]?.invariant
  let best = failed
  let kept = [...failed.strikes.map(({ id }) => id), ...namesOf(options.visitors)]
  let trials = 0
  for (let pieces = 2; pieces <= kept.length * 2 && trials < TRIALS_AT_MOST; ) {
    const size = Math.max(1, Math.ceil(kept.length / pieces))
    let isSmaller = false
    for (let from = 0; from < kept.length && trials < TRIALS_AT_MOST; from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)]
      trials++
      const tried = await runSeed(shop, { ...options, only: new Set(rest) })
      if (!tried.violations.some(({ invariant }) => invariant === wanted)) continue
      best = tried
      const struck = new Set(tried.strikes.map(({ id }) => id))
      kept = rest.filter(one => struck.has(one) || one.startsWith('visitor '))
      isSmaller = true
      break
    }
    if (!isSmaller && size === 1) break
    pieces = isSmaller ? Math.max(2, pieces - 1) : pieces * 2
  }
  return best
}

const namesOf = (visitors: number) => Array.from({ length: visitors }, (_, nth) => `visitor ${nth + 1}`)
