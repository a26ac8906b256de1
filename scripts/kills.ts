import { parseArgs } from 'node:util'
import { wholeNumber } from '../src/plain-number.ts'
import { planOf } from '../tests/kills/plans.ts'
import { runKills } from '../tests/kills/run-kills.ts'
import { storyOf, tallyOf } from '../tests/kills/tally.ts'

const USAGE = `node scripts/run.mjs scripts/kills.ts [OPTIONS]     kills real processes at every named step of a paid visit

  --kills N      how many visits, each with a kill of its own (default 300)
  --from N       the first plan (default 1); the same number is the same plan
  --lanes N      so many houses at once, each with processes of its own (default 1)

Prints a line for each visit, what had happened where something was broken, and last one line of JSON.`

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const [kills, from, lanes] = [values.kills, values.from, values.lanes].map(text => wholeNumber(text, 1, 1_000_000))
if (values.help || !kills || !from || !lanes) {
  console.log(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  const plans = Array.from({ length: kills }, (_, at) => planOf(from + at))
  const shares = Array.from({ length: lanes }, (_, lane) => plans.filter((_plan, at) => at % lanes === lane))
  const reports = await Promise.all(shares.map(share => runKills(share, report => console.log(storyOf(report)))))
  const tally = tallyOf(reports.flat())
  console.log(JSON.stringify(tally))
  // A step that did not come is a kill that proves nothing.
  const { lost, double, other, missed, settled } = tally
  process.exitCode = lost + double + other + missed === 0 && settled === kills ? 0 : 1
}
