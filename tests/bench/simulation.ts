import { runPool } from '../simulation/pool.ts'
import { type Figure, figure } from './figure.ts'

const AIM_PER_SECOND = 20
const PROCESSES = 2
/** The first worlds are not counted: programs are still being made quick while they run. */
const WORLDS_BEFORE = 4
const WORLDS_A_SAMPLE = 12
const SAMPLES = 4
const VISITORS = 8
const RATE = 0.05

/** Visits lived through a second in simulated worlds, by two processes: whole worlds, with their faults and all that is proven of each. */
export async function measureSimulation(): Promise<Figure[]> {
  const ends: { readonly atMs: number; readonly visits: number }[] = []
  const seeds = Array.from({ length: WORLDS_BEFORE + SAMPLES * WORLDS_A_SAMPLE }, (_, nth) => nth + 1)
  await runPool({
    ...{ seeds, rate: RATE, visitors: VISITORS, processes: PROCESSES, stories: 0 },
    onReport: ({ seed, visits, violations }) => {
      if (violations.length > 0) throw new Error(`something is broken in the world of seed ${seed}`)
      ends.push({ atMs: performance.now(), visits })
    },
  })
  const perSecond = Array.from({ length: SAMPLES }, (_, nth) => {
    const from = WORLDS_BEFORE + nth * WORLDS_A_SAMPLE
    const counted = ends.slice(from, from + WORLDS_A_SAMPLE)
    const visits = counted.reduce((sum, one) => sum + one.visits, 0)
    return (visits * 1000) / (counted.at(-1)!.atMs - ends[from - 1]!.atMs)
  })
  return [figure('simulated-visits', 'visits/s', AIM_PER_SECOND, perSecond)]
}
