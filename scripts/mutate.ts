import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { wholeNumber } from '../src/plain-number.ts'
import {
  filesOfArea,
  MUTATION_AREAS,
  type MutationArea,
  type MutationAreaName,
  mutationAreaOf,
  SLOW_SAMPLE,
} from '../tests/mutation/areas.ts'
import { testsNear } from '../tests/mutation/near-tests.ts'
import { scoresInPage, unchanged, withScores } from '../tests/mutation/page.ts'
import type { Sample } from '../tests/mutation/sample.ts'
import { type FileScore, percentOf, scoresOf, survivorsOf } from '../tests/mutation/score.ts'
import { changeAndTest } from '../tests/mutation/stryker.ts'

const AIM_PERCENT = 85
const FILES_A_TURN = 4

const USAGE = `npm run mutate -- [--area NAME] [--only FILE] [--concurrency N] [--again | --sample N [--seed TEXT]]

  --area NAME      ${Object.keys(MUTATION_AREAS).join(', ')} (all, one after another)
  --only FILE      of the area only the files whose path contains this; may be said more than once
  --concurrency N  how many changes are tried at once (1)
  --again          tries only what the last run of the area did not notice, or what has changed since; all changes count
  --sample N       tries only so many changes of each file, drawn by the seed; 0 tries all. Usual: 0, and ${SLOW_SAMPLE} in areas with a database
  --seed TEXT      by which changes are drawn (the day): the same seed draws the same ones

Changes the programs in one small place after another and runs the tests that come by. Prints each change that no test noticed, writes
the scores into docs/mutation.md, and ends with 1 when an area has less than ${AIM_PERCENT} %.
`

const { values } = parseArgs({
  options: {
    area: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    concurrency: { type: 'string', default: '1' },
    again: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const today = new Date().toISOString().slice(0, 10)
const root = join(import.meta.dirname, '..')
const page = join(root, 'docs', 'mutation.md')
const folder = join(root, 'data', 'mutation')
const emptyHouse = join(folder, 'empty-house.tar')
const isSlow = (area: MutationAreaName) => 'sample' in MUTATION_AREAS[area]
const typed = values.area.length > 0 ? values.area : Object.keys(MUTATION_AREAS)
const known = typed.map(mutationAreaOf).filter(area => area !== null)
const wantedOf = (area: MutationAreaName) =>
  filesOfArea(root, area).filter(file => values.only.length === 0 || values.only.some(part => file.includes(part)))
const areas = known.filter(area => wantedOf(area).length > 0)
const concurrency = wholeNumber(values.concurrency, 1, 1_000) ?? 0
const sampleSize = values.sample === undefined ? undefined : wholeNumber(values.sample, 0, 1_000_000)
const isUsable =
  known.length === typed.length &&
  areas.length > 0 &&
  concurrency > 0 &&
  sampleSize !== null &&
  !(values.again && values.sample)
if (values.help || !isUsable) {
  process.stdout.write(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  mkdirSync(folder, { recursive: true })
  if (areas.some(isSlow)) await writeEmptyHouse()
  const weak = areas.filter(area => !measure(area))
  for (const area of weak) process.stdout.write(`failed: ${area}\n`)
  process.exitCode = weak.length > 0 ? 1 : 0
}

/** Measures the area's files and takes the scores into the page. False when they could not be measured or fall short. */
function measure(area: MutationAreaName): boolean {
  const scored = knownScores()
  const files = wantedOf(area).toSorted((a, b) => Number(scored.has(a)) - Number(scored.has(b)))
  const measured = isSlow(area)
    ? [...Map.groupBy(files, testsNear)].flatMap(([near, group]) => measureTurns(area, group, near))
    : measureTurns(area, files, null)
  if (measured.includes(null)) return false
  const percent = percentOf(measured.flatMap(scores => scores ?? []))
  process.stdout.write(`${area}: ${percent === null ? 'nothing to change' : `${percent.toFixed(1)} %`}\n`)
  return percent === null || percent >= AIM_PERCENT
}

/** A long night may end early: what was measured until then stands in the page. */
function measureTurns(area: MutationAreaName, files: readonly string[], near: readonly string[] | null) {
  const turns = Math.ceil(files.length / FILES_A_TURN)
  return Array.from({ length: turns }, (_, turn) => {
    const some = files.slice(turn * FILES_A_TURN, (turn + 1) * FILES_A_TURN)
    return measureFiles(area, some, near ?? MUTATION_AREAS[area].tests)
  })
}

function measureFiles(area: MutationAreaName, files: readonly string[], tests: readonly string[]): FileScore[] | null {
  const report = changeAndTest(root, folder, {
    ...{ ...MUTATION_AREAS[area], area, files, tests, again: values.again, sample: sampleOf(MUTATION_AREAS[area]) },
    concurrency,
    emptyHouse: isSlow(area) ? emptyHouse : null,
  })
  if (report === null) return null
  const measured = scoresOf(report, today)
  const rest = files.filter(file => !measured.some(one => one.file === file)).map(unchanged)
  const scores = [...measured, ...rest]
  for (const line of survivorsOf(report)) process.stdout.write(`${line}\n`)
  writePage(new Map([...knownScores(), ...scores.map(one => [one.file, one] as const)]))
  return scores
}

/** Hundreds of runs open thousands of stores. */
async function writeEmptyHouse(): Promise<void> {
  const house = await import('../tests/peers/house-store.ts')
  await house.writeEmptyHouse(emptyHouse)
}

/** What the last run did not notice is tried again as it is. */
function sampleOf({ sample = 0 }: MutationArea): Sample | null {
  const size = values.again ? 0 : (sampleSize ?? sample)
  return size > 0 ? { size, seed: values.seed ?? today } : null
}

function writePage(known: ReadonlyMap<string, FileScore>): void {
  const all = Object.keys(MUTATION_AREAS).map(area => ({
    area,
    files: filesOfArea(root, area as MutationAreaName).map(file => known.get(file) ?? file),
  }))
  writeFileSync(page, withScores(readFileSync(page, 'utf8'), all))
}

function knownScores(): Map<string, FileScore> {
  return existsSync(page) ? scoresInPage(readFileSync(page, 'utf8')) : new Map()
}
