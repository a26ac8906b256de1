import { matchesGlob, relative, sep } from 'node:path'
import { defineConfig, mergeConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import house from '../../vitest.config.ts'
import { WITHOUT_POSTGRES } from '../peers/postgres.ts'

/** The tests of one area, quick ones before slow ones. */
const tests = JSON.parse(process.env.YINZHENG_MUTATION_TESTS ?? '[]') as string[]

/**
 * The first test that fails is enough. What has noticed a change of late is asked first, for the next change lies beside it; then they come as
 * they are listed, and of those that are listed together the shorter first.
 */
class LikelyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = files.map(spec => {
      const file = relative(process.cwd(), spec.moduleId).split(sep).join('/')
      const last = this.ctx.cache.getTestSpecificationResult(spec)
      const place = tests.findIndex(glob => matchesGlob(file, glob))
      return { spec, rank: [last?.failed ? 0 : 1, place, last?.duration ?? 0] as const }
    })
    const inOrder = ranked.toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    return inOrder.map(({ spec }) => spec)
  }
}

// Not by Stryker's own list of test files: with it, changes to what a module does as it is loaded come too late to be seen by any test
// (stryker-js, issue 6144). One worker for all files of a change: a new one for each takes longer than most tests.
const { test: { projects: _all, ...test } = {}, ...rest } = house
export default mergeConfig(
  { ...rest, test },
  defineConfig({
    test: {
      ...{ include: tests, isolate: false, sequence: { sequencer: LikelyFirst } },
      env: { [WITHOUT_POSTGRES]: 'yes' },
      // A change that lets a test wait for good is noticed within the time that Stryker gives it.
      ...{ testTimeout: 20_000, hookTimeout: 60_000 },
    },
  }),
)
