import { parseArgs } from 'node:util'
import { wholeNumber } from '../src/plain-number.ts'
import { runFlood } from '../tests/mail-flood/run-flood.ts'
import { POSTGRES_PROGRAMS } from '../tests/peers/postgres.ts'

const USAGE = `node scripts/run.mjs scripts/mail-flood.ts [OPTIONS]     sends many letters through a slow relay, by servers that are killed

  --letters N    how many letters (default 10000)
  --kills N      how often all servers are killed (default 20)

Two servers on PostgreSQL, where its programs are found; one on the embedded database otherwise. Prints one line of JSON.`

const { values } = parseArgs({
  options: {
    letters: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const letters = wholeNumber(values.letters, 1, 1_000_000)
const kills = wholeNumber(values.kills, 0, 10_000)
if (values.help || letters === null || kills === null) {
  console.log(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  const isPostgres = POSTGRES_PROGRAMS !== null
  const flood = await runFlood({ letters, kills, waitMs: 5, servers: isPostgres ? 2 : 1, isPostgres })
  console.log(JSON.stringify(flood))
  const { lost, changed, unknown, doubles, killed } = flood
  process.exitCode = lost + changed + unknown === 0 && doubles <= killed ? 0 : 1
}
