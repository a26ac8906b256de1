import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { wholeNumber } from '../../src/plain-number.ts'
import { measureAudit } from './audit.ts'
import { measureCodePage } from './code-page.ts'
import { measureConsoleLists } from './console-lists.ts'
import { measureConsolePaint } from './console-paint.ts'
import type { Figure } from './figure.ts'
import { measureFleet } from './fleet.ts'
import { measureGraduationImport } from './graduation-import.ts'
import { openHouse } from './house.ts'
import { measureIssue } from './issue.ts'
import { LEAST_DOCUMENTS } from './issue-memory.ts'
import { measureLetters } from './letters.ts'
import { measureLists } from './lists.ts'
import { measureLogins } from './logins.ts'
import { measureMemory, type ProcessMemory } from './memory.ts'
import { measureOrders } from './orders.ts'
import { measureOrdersStart } from './orders-start.ts'
import { measurePaid } from './paid.ts'
import { measurePortalPaint } from './portal-paint.ts'
import { measureSettings } from './settings.ts'
import { measureSign } from './sign.ts'
import { measureSimulation } from './simulation.ts'
import { measureStarts } from './start.ts'
import { measureVerify } from './verify.ts'
import { driveVisits } from './visits.ts'

const USAGE = `npm run bench [-- OPTIONS]     measures the house on this machine and prints one JSON document

  --visits N     visits to drive (50 unless said otherwise)
  --starts N     starts of the kiosk to time (5 unless said otherwise)
  --documents N  documents to issue for what they leave in memory (5000 unless said otherwise, at least ${LEAST_DOCUMENTS})
  --only NAME    one family:
                   kiosk      starts, visits and memory of a whole kiosk with a real Chromium
                   paid       paid visits: from the payment on the phone to "printing" at the kiosk
                   verify     signed files of every level, with pyHanko and pdfsig on the same files
                   sign       a finished PDF of four pages, with pyHanko on the same file
                   issue      transcripts whole, with Typst alone beside them, and the memory they leave
                   code-page  a code's page opened while documents are issued beside it
                   logins     logging in by each way, with what passes in the peer told apart
                   letters    from applying on the web until the relay has the letter
                   portal     the portal's first words on a slow phone, by the real server, in a real Chromium
                   console    the console's first page on a slow processor, by the real server, and the size of its scripts
                   orders     lives of paid orders on PostgreSQL, with books and audit, without the trail's links, and the same rows in bare SQL
                   settings   settings published in the console until 500 terminals run them
                   orders-start  ten thousand open orders settled when the server starts
                   console-lists  each list of orders and cases over a million orders, embedded and on PostgreSQL
                   fleet         heartbeats of terminals, as the real server on PostgreSQL takes them
                   audit      a million entries of the audit trail linked, verified and listed on PostgreSQL
                   lists      a list about a million people brought and looked through row by row on PostgreSQL, its memory and its pauses
                   graduation-import  a register and a ZIP of its photographs on PostgreSQL: rows and photographs a second, and the memory
                   simulation    simulated visits a second, with faults, on the real store in memory`

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '50' },
    starts: { type: 'string', default: '5' },
    documents: { type: 'string', default: '5000' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const countOf = (text: string) => wholeNumber(text, 1, 1_000_000_000) ?? 0
const counts = {
  visits: countOf(values.visits),
  starts: countOf(values.starts),
  documents: countOf(values.documents),
}

interface Measured {
  readonly figures: readonly Figure[]
  readonly processes?: readonly ProcessMemory[]
}

/** In this order: the last one runs a bundler, which leaves its traces in the process. */
const FAMILIES: Readonly<Record<string, () => Promise<Measured>>> = {
  kiosk: measureKiosk,
  paid: measurePaidVisits,
  verify: async () => ({ figures: await measureVerify() }),
  sign: async () => ({ figures: await measureSign() }),
  issue: async () => ({ figures: await measureIssue(counts.documents) }),
  logins: async () => ({ figures: await measureLogins() }),
  letters: async () => ({ figures: await measureLetters() }),
  portal: async () => ({ figures: await measurePortalPaint() }),
  console: async () => ({ figures: await measureConsolePaint() }),
  orders: async () => ({ figures: await measureOrders() }),
  'orders-start': async () => ({ figures: await measureOrdersStart() }),
  'console-lists': async () => ({ figures: await measureConsoleLists() }),
  settings: async () => ({ figures: await measureSettings() }),
  fleet: async () => ({ figures: await measureFleet() }),
  audit: async () => ({ figures: await measureAudit() }),
  lists: async () => ({ figures: await measureLists() }),
  'graduation-import': async () => ({ figures: await measureGraduationImport() }),
  simulation: async () => ({ figures: await measureSimulation() }),
  'code-page': async () => ({ figures: await measureCodePage() }),
}
const isUsable =
  counts.visits > 0 &&
  counts.starts > 0 &&
  counts.documents >= LEAST_DOCUMENTS &&
  (values.only === undefined || Object.hasOwn(FAMILIES, values.only))

async function measureKiosk(): Promise<Measured> {
  const house = await openHouse()
  try {
    const { figure, kiosk } = await measureStarts(house, counts.starts)
    try {
      const visits = await driveVisits(house, kiosk, counts.visits)
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

async function measurePaidVisits(): Promise<Measured> {
  const house = await openHouse()
  try {
    return { figures: await measurePaid(house, counts.visits) }
  } catch (error) {
    process.stderr.write(house.lastWords('kiosk'))
    throw error
  } finally {
    await house.close()
  }
}

if (values.help) console.log(USAGE)
else if (!isUsable) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  // How busy the machine was before: figures of a busy one are to be compared with those of the same run alone.
  const [load = 0] = loadavg()
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version, load }
  const measured: Measured[] = []
  for (const [name, measure] of Object.entries(FAMILIES)) {
    if (values.only === undefined || values.only === name) measured.push(await measure())
  }
  const figures = measured.flatMap(one => one.figures)
  const processes = measured.flatMap(one => one.processes ?? [])
  console.log(JSON.stringify({ machine, figures, processes }, null, 2))
}
