import { availableParallelism } from 'node:os'
import { describe, expect, test } from 'vitest'
import { runPool } from './pool.ts'

const MINUTE_MS = 60_000
const processes = Math.min(availableParallelism(), 2)
const seeds = (from: number, count: number) => Array.from({ length: count }, (_, nth) => from + nth)
const brokenIn = (reports: Awaited<ReturnType<typeof runPool>>) =>
  reports.flatMap(({ seed, violations }) =>
    violations.map(({ invariant, what }) => `seed ${seed}: ${invariant}: ${what}`),
  )

describe('a simulated world', () => {
  test(
    'replays exactly: in another process, and after other worlds',
    async () => {
      const order = { rate: 0.05, visitors: 6, processes: 1, stories: 0 }
      const [first, second] = await Promise.all([
        runPool({ ...order, seeds: [11, 12, 13] }),
        runPool({ ...order, seeds: [13, 12] }),
      ])
      expect(second.map(({ hash }) => hash)).toEqual([first[2]!.hash, first[1]!.hash])
      expect(new Set(first.map(({ hash }) => hash)).size).toBe(3)
      expect(first.every(({ faults }) => faults > 0)).toBe(true)
    },
    3 * MINUTE_MS,
  )

  test(
    'in which nothing goes wrong has nothing broken in it',
    async () => {
      const reports = await runPool({ seeds: seeds(1, 10), rate: 0, visitors: 8, processes, stories: 1 })
      expect(brokenIn(reports)).toEqual([])
      expect(reports.map(({ visits, faults }) => [visits, faults])).toEqual(seeds(1, 10).map(() => [8, 0]))
    },
    3 * MINUTE_MS,
  )

  test(
    'stands faults at one call in twenty: nothing lost, nothing twice, nothing left over',
    async () => {
      const reports = await runPool({ seeds: seeds(1, 200), rate: 0.05, visitors: 8, processes, stories: 2 })
      const stories = reports.flatMap(({ story }) => story ?? [])
      expect(brokenIn(reports), stories.join('\n\n')).toEqual([])
      expect(reports.reduce((sum, { faults }) => sum + faults, 0)).toBeGreaterThan(3_000)
    },
    20 * MINUTE_MS,
  )
})
