import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { plainDecimal, wholeNumber } from '../src/plain-number.ts'
import { breakOfName } from '../tests/simulation/broken/take-out.ts'
import { runPool, type SeedReport } from '../tests/simulation/pool.ts'
import { tallyOf } from '../tests/simulation/tally.ts'

const USAGE = `npm run simulate -- [--seeds N] [--faults RATE] [--from SEED] [--visitors N] [--stories N]

  --seeds N      how many worlds are lived through (100)
  --faults RATE  which part of all calls goes wrong (0.05)
  --from SEED    the first of the seeds (1)
  --visitors N   how many people come in a world (8)
  --stories N    how many failing seeds are told as short stories (3)
  --without NAME lives without one mend of the house (tests/simulation/broken), until that is found

Prints a line for each failing seed, and last a line of JSON. Ends with 1 when anything was broken; with\n--without, when the missing mend was not found.
`

/** Whether a report names what the missing mend breaks. */
const finds = (name: string) => (report: SeedReport) =>
  report.violations.some(({ invariant }) => breakOfName(name).breaks.some(one => one === invariant))

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    faults: { type: 'string', default: '0.05' },
    from: { type: 'string', default: '1' },
    visitors: { type: 'string', default: '8' },
    stories: { type: 'string', default: '3' },
    without: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const count = (text: string) => wholeNumber(text, 0, 1_000_000_000)
const [seeds, from] = [count(values.seeds), count(values.from)] as const
const [visitors, stories] = [count(values.visitors), count(values.stories)] as const
const rate = plainDecimal(values.faults, 0, 1)
if (values.help || seeds === null || from === null || visitors === null || stories === null || rate === null) {
  process.stdout.write(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  const startedMs = performance.now()
  const reports = await runPool({
    seeds: Array.from({ length: seeds }, (_, nth) => from + nth),
    ...{ rate, visitors, stories },
    ...(values.without === undefined ? {} : { without: values.without, enough: finds(values.without) }),
    processes: Math.min(availableParallelism(), 8),
    onReport: ({ seed, violations, story }) => {
      for (const { invariant, what } of violations) process.stdout.write(`seed ${seed}: ${invariant}: ${what}\n`)
      if (story !== null) process.stdout.write(`${story}\n`)
    },
  })
  const tally = tallyOf(reports, performance.now() - startedMs)
  process.stdout.write(`${JSON.stringify(tally)}\n`)
  const isGood =
    values.without === undefined
      ? reports.every(({ violations }) => violations.length === 0)
      : reports.some(finds(values.without))
  process.exitCode = isGood ? 0 : 1
}
