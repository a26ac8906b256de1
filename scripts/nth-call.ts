import { parseArgs } from 'node:util'
import { wholeNumber } from '../src/plain-number.ts'
import { failOneByOne, type LoopReport } from '../tests/nth-call/loop.ts'
import { openWorkshop } from '../tests/simulation/workshop.ts'

const USAGE = `node scripts/run.mjs scripts/nth-call.ts [OPTIONS]     makes the 1st, 2nd, 3rd ... call of a paid visit fail, each in every way

  --stride N     of so many ways of failing one is tried (default 1: all)
  --first N      which of the first ones is tried first (default 1)
  --only WORDS   only places whose name holds this, such as database, ledger, files, line, printer, gateway, power
  --stories N    how many broken visits are told whole (default 3)

Prints a line for each broken visit, and last one line of JSON.`

const { values } = parseArgs({
  options: {
    stride: { type: 'string', default: '1' },
    first: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    stories: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
})

const beganMs = performance.now()
const [stride, first] = [wholeNumber(values.stride, 1, 1_000_000), wholeNumber(values.first, 1, 1_000_000)]
const stories = wholeNumber(values.stories, 0, 1_000_000)
let storiesLeft = stories ?? 0
const say = ({ story, call, violations, happened }: LoopReport) => {
  if (violations.length === 0) return
  console.log(`${story}, ${call.where}, call ${call.nth}: ${call.kind}`)
  for (const { invariant, what } of violations) console.log(`  BROKEN ${invariant}: ${what}`)
  if (storiesLeft-- > 0) for (const { atMs, who, what } of happened) console.log(`    ${atMs} ${who}: ${what}`)
}

if (values.help || stride === null || first === null || stories === null) {
  console.log(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  const shop = await openWorkshop()
  const reports = await failOneByOne(shop, {
    ...{ stride, first, only: values.only, onReport: say },
  })
  shop.close()
  const broken = reports.filter(({ violations }) => violations.length > 0).length
  const places = Object.fromEntries(
    [...Map.groupBy(reports, ({ call }) => call.where)].map(([where, runs]) => [where, runs.length]),
  )
  const seconds = Math.round((performance.now() - beganMs) / 1000)
  console.log(JSON.stringify({ visits: reports.length, broken, seconds, places }))
  process.exit(broken === 0 && reports.length > 0 ? 0 : 1)
}
