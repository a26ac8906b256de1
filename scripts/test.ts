import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { runChecks } from './check.ts'
import { WHOLE_HOUSE } from './check-plan.ts'
import { leftOut } from './left-out.ts'
import { installSystemPackages } from './system-packages.ts'

const root = dirname(import.meta.dirname)

const { values, positionals } = readArgs({
  allowPositionals: true,
  options: {
    /** Leaves the system's packages alone. */
    'no-system': { type: 'boolean', default: false },
    /** Leaves out type-check and lint. */
    'no-check': { type: 'boolean', default: false },
    /** The tests alone: both of the above. */
    quick: { type: 'boolean', default: false },
    /** Only tests whose name fits. */
    'test-name-pattern': { type: 'string', short: 't' },
  },
})

/** `parseArgs`, with one sentence for what it does not know. */
function readArgs<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    console.error(
      `${(error as Error).message}\nThere are --quick, --no-system, --no-check, -t NAME and parts of paths.`,
    )
    process.exit(2)
  }
}

interface Tally {
  passed: number
  failed: number
  skipped: string[]
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

async function check(tally: Tally): Promise<void> {
  await runChecks(root, WHOLE_HOUSE, ({ name, passed, output }) => {
    console.log(`${passed ? '✓' : '✗'} ${name}`)
    if (passed) tally.passed += 1
    else {
      tally.failed += 1
      console.log(output)
    }
  })
}

/** Runs Vitest and adds what its report says; a file that can't even be loaded counts as a failure. */
function vitest(tally: Tally, filters: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-test-'))
  const report = join(folder, 'report.json')
  const args = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(values['test-name-pattern'] === undefined ? [] : ['-t', values['test-name-pattern']]),
    ...filters,
  ]
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as VitestReport
    tally.passed += read.numPassedTests
    tally.failed += read.numFailedTests
    for (const file of read.testResults) {
      if (file.status === 'failed' && file.assertionResults.every(test => test.status !== 'failed')) tally.failed += 1
      for (const test of file.assertionResults)
        if (test.status === 'skipped' || test.status === 'pending' || test.status === 'todo')
          tally.skipped.push(test.fullName)
    }
  } catch {
    tally.failed += 1
  }
  // Vitest also fails for what no test owns: an unhandled error, for example.
  if (done.status !== 0 && tally.failed === 0) tally.failed += 1
  rmSync(folder, { recursive: true, force: true })
}

const tally: Tally = { passed: 0, failed: 0, skipped: [] }
if (!values['no-system'] && !values.quick) installSystemPackages()
if (!values['no-check'] && !values.quick) await check(tally)
vitest(tally, positionals)
for (const line of leftOut(tally.skipped)) console.log(line)
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`)
process.exitCode = tally.failed > 0 ? 1 : 0
