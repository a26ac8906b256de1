import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runPool, type SeedReport } from '../pool.ts'
import { worldsLike } from '../weather.ts'
import { withoutMends } from './break.ts'
import { BREAKS } from './breaks.ts'

const MINUTE_MS = 60_000
const root = join(import.meta.dirname, '../../..')

test.each(BREAKS)('the mend $name is where it is taken out', broken => {
  for (const file of new Set(broken.edits.map(edit => edit.file))) {
    const text = readFileSync(join(root, file), 'utf8')
    expect(withoutMends(broken, file, text)).not.toBe(text)
  }
})

test('no two mends have one name', () => {
  expect(new Set(BREAKS.map(({ name }) => name)).size).toBe(BREAKS.length)
})

// One of each: paper, money and words. `npm run nightly` does so for all.
const QUICK: readonly string[] = ['count-taken-as-end', 'abnormal-unseen', 'busy-without-a-word']

describe('the simulation finds what was found by hand', () => {
  const world = { rate: 0.05, visitors: 8, processes: 1, stories: 0 }
  const tried = BREAKS.filter(({ name }) => QUICK.includes(name))
  const nameWhatIsBroken =
    (breaks: readonly string[]) =>
    ({ violations }: SeedReport): boolean =>
      violations.some(({ invariant }) => breaks.includes(invariant))

  // A change of the house changes what happens in a world: then one of the next of its kind must do.
  test.each(tried)(
    'without the mend $name a world says what is broken',
    async ({ name, seed, breaks }) => {
      const found = nameWhatIsBroken(breaks)
      const seeds = [seed!, ...worldsLike(seed!, 7)]
      const reports = await runPool({ ...world, seeds, without: name, enough: found })
      expect(reports.some(found)).toBe(true)
    },
    5 * MINUTE_MS,
  )

  test(
    'with the mends nothing is broken in those worlds',
    async () => {
      const reports = await runPool({ ...world, seeds: tried.map(({ seed }) => seed!) })
      expect(reports.flatMap(({ violations }) => violations)).toEqual([])
      expect(reports).toHaveLength(QUICK.length)
    },
    3 * MINUTE_MS,
  )
})
