import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Figure } from './figure.ts'
import { openHouse } from './house.ts'
import { measureMemory, type ProcessMemory } from './memory.ts'
import { measureStarts } from './start.ts'
import { measureVerify } from './verify.ts'
import { driveVisits } from './visits.ts'

const USAGE = `npm run bench [-- OPTIONS]     measures a whole kiosk with a real Chromium and prints one JSON document

  --visits N     visits to drive (50 unless said otherwise)
  --starts N     starts of the kiosk to time (5 unless said otherwise)
  --only NAME    one family: kiosk (starts, visits, memory) or verify (the check of a signed document)`

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '50' },
    starts: { type: 'string', default: '5' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const FAMILIES = ['kiosk', 'verify'] as const
const wanted = (name: (typeof FAMILIES)[number]) => values.only === undefined || values.only === name
const counts = [values.visits, values.starts].map(Number)
const isUsable =
  counts.every(count => Number.isInteger(count) && count > 0) &&
  (values.only === undefined || FAMILIES.some(name => name === values.only))

async function measureKiosk(): Promise<{ figures: Figure[]; processes: ProcessMemory[] }> {
  const house = await openHouse()
  try {
    const { figure, kiosk } = await measureStarts(house, Number(values.starts))
    try {
      const visits = await driveVisits(house, kiosk, Number(values.visits))
      const memory = measureMemory(kiosk.shellPid, house.pids)
      return { figures: [...visits, figure, ...memory.figures], processes: memory.processes }
    } catch (error) {
      process.stderr.write(house.lastWords('kiosk'))
      throw error
    } finally {
      await kiosk.close()
    }
  } finally {
    await house.close()
  }
}

if (values.help) console.log(USAGE)
else if (!isUsable) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  const kiosk = wanted('kiosk') ? await measureKiosk() : { figures: [], processes: [] }
  const verify = wanted('verify') ? await measureVerify() : []
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version }
  console.log(JSON.stringify({ machine, figures: [...kiosk.figures, ...verify], processes: kiosk.processes }, null, 2))
}
