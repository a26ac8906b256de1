import { matchesGlob, relative, sep } from 'node:path'
import { defineConfig, mergeConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import house from '../../vitest.config.ts'
import { WITHOUT_POSTGRES } from '../peers/postgres.ts'

/** The tests of one area, quick ones before slow ones: the first that fails is enough. */
const tests = JSON.parse(process.env.YINZHENG_MUTATION_TESTS ?? '[]') as string[]

class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const file = relative(process.cwd(), moduleId).split(sep).join('/')
      return tests.findIndex(glob => matchesGlob(file, glob))
    }
    return files.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

// Not by Stryker's own list of test files: with it, changes to what a module does as it is loaded come too late to be seen by any test
// (stryker-js, issue 6144). One worker for all files of a change: a new one for each takes longer than most tests.
const { test: { include: _all, ...test } = {}, ...rest } = house
export default mergeConfig(
  { ...rest, test },
  defineConfig({
    test: {
      ...{ include: tests, isolate: false, sequence: { sequencer: AsListed } },
      env: { [WITHOUT_POSTGRES]: 'yes' },
    },
  }),
)
