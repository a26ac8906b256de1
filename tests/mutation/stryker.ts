import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EMPTY_HOUSE } from '../peers/empty-house.ts'
import { SAMPLE_VARIABLE, type Sample } from './sample.ts'
import type { Mutant, MutationReport } from './score.ts'

/** One run: which files are changed, and which tests have to notice. */
export interface MutationRun {
  readonly area: string
  readonly files: readonly string[]
  readonly tests: readonly string[]
  readonly loaded?: boolean
  readonly concurrency: number
  /** Null where every change is tried. */
  readonly sample: Sample | null
  /** The file of an empty house, where the tests open stores. */
  readonly emptyHouse: string | null
  /** Takes over from the last run of the area what cannot have become otherwise. */
  readonly again: boolean
}

/** The machine is busy with other things: a change is only said not to end when it takes far longer than the tests did. */
const PATIENCE = { timeoutMS: 10_000, timeoutFactor: 2.5, dryRunTimeoutMinutes: 30 } as const

/** Runs Stryker over the files, in a copy of the house under `folder`. Null when it could not be run, or the tests fail unchanged. */
export function changeAndTest(root: string, folder: string, run: MutationRun): MutationReport | null {
  const config = join(folder, `${run.area}.config.json`)
  const report = join(folder, `${run.area}.json`)
  rmSync(report, { force: true })
  if (run.again) forgetSurvivors(incrementalFile(folder, run))
  writeFileSync(config, JSON.stringify(configOf(folder, report, run), null, 2))
  spawnSync(process.execPath, [join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      YINZHENG_MUTATION_TESTS: JSON.stringify(run.tests),
      ...(run.emptyHouse !== null && { [EMPTY_HOUSE]: run.emptyHouse }),
      ...(run.sample && { [SAMPLE_VARIABLE]: JSON.stringify(run.sample) }),
    },
  })
  try {
    const { files } = JSON.parse(readFileSync(report, 'utf8')) as MutationReport
    // It tells of files of earlier runs too.
    return { files: Object.fromEntries(Object.entries(files).filter(([file]) => run.files.includes(file))) }
  } catch {
    return null
  }
}

function configOf(folder: string, report: string, run: MutationRun) {
  return {
    testRunner: 'vitest',
    vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
    plugins: [
      '@stryker-mutator/vitest-runner',
      ...['words.ts', 'sample.ts'].map(file => join(import.meta.dirname, file)),
    ],
    ignorers: ['words'],
    checkers: run.sample ? ['sample'] : [],
    mutate: run.files,
    coverageAnalysis: 'perTest',
    ignoreStatic: run.loaded === false,
    concurrency: run.concurrency,
    ...PATIENCE,
    // What a sample left out would be taken for known by the next run.
    incremental: run.sample === null,
    incrementalFile: incrementalFile(folder, run),
    force: !run.again,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    tempDirName: join(folder, 'tmp'),
    warnings: { slow: false },
    ignorePatterns: ['data', 'dist', 'docs/screens', 'docs/documents'],
    disableTypeChecks: false,
    // It would rewrite the root's with the compiler that it was written for, and nothing is compiled here.
    tsconfigFile: 'tsconfig.of-none.json',
    allowConsoleColors: false,
  }
}

const incrementalFile = (folder: string, { area }: MutationRun) => join(folder, `${area}.incremental.json`)

/** Stryker takes it from the last run that a change of what a module does as it is loaded survived, also when tests have come since. */
function forgetSurvivors(file: string): void {
  if (!existsSync(file)) return
  const last = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { mutants: readonly Mutant[] }> }
  for (const one of Object.values(last.files))
    one.mutants = one.mutants.filter(
      ({ status }) => status === 'Killed' || status === 'Timeout' || status === 'Ignored',
    )
  writeFileSync(file, JSON.stringify(last))
}
