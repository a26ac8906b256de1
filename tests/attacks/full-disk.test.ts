import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enrol } from '../../main/station/enrolment.ts'
import { openLedger } from '../../main/station/ledger/ledger.ts'
import { createServerClient } from '../../main/station/server-client.ts'
import { createServerLine } from '../../main/station/server-line.ts'
import { countStart } from '../../main/station/start-count.ts'
import { openTerminalKeys } from '../../main/station/terminal-key.ts'
import { systemClock } from '../../native/system-clock.ts'
import { jobIdSchema } from '../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { unwrap } from '../../src/result.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { LEDGER_DAMAGES } from '../station/ledger-damages.ts'
import { mountSmallDisk, type RunningStation, runStation, type SmallDisk, stationConfig } from './disk-world.ts'

const CARD = '04A1B2C3'
const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
const trial = mountSmallDisk(1)
trial?.remove()
/** Each starts a program. */
const MIB = 1024 * 1024
const ofStorage = (code: string) => code.startsWith('disk-') || code.endsWith('-damaged')

let world: ServerWorld
/** The data folder of a terminal that is enrolled and in the midst of an order, to be copied for each test. */
let enrolled: string
let folder: string
let station: RunningStation | null = null

beforeAll(async () => {
  world = await startServerWorld(null, { nowMs: Date.now() })
  enrolled = mkdtempSync(join(tmpdir(), 'yinzheng-enrolled-'))
  await enrolWithOrder(enrolled)
})
afterAll(async () => {
  await world?.close()
  rmSync(enrolled, { recursive: true, force: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinzheng-kiosk-'))
})
afterEach(async () => {
  await station?.stop()
  station = null
  keepCount(join(folder, 'terminal'))
  rmSync(folder, { recursive: true, force: true })
})

/** Two machines with one key and one count are shut out: the next copy counts on from this one. */
function keepCount(dataDir: string): void {
  if (existsSync(join(dataDir, 'starts'))) copyFileSync(join(dataDir, 'starts'), join(enrolled, 'starts'))
}

/** Enrols a terminal and opens an order of two free copies: the ledger owes them, and the server waits to hear of them. */
async function enrolWithOrder(dataDir: string): Promise<void> {
  const key = openTerminalKeys(dataDir).current
  const server = { baseUrl: world.base(), timeoutMs: 15_000, caPem: null }
  const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
  const enrolment = unwrap(await enrol(server, dataDir, key, text, systemClock))
  const facts = enrolment.server!
  const client = createServerClient({
    ...{ ...server, key, serverKey: facts.publicKey, terminalId: enrolment.terminalId, clock: systemClock },
    ...{ start: countStart(dataDir), carry: createServerLine({ server, facts, clock: systemClock, keep: () => {} }) },
  })
  const means = { kind: 'campus-card', uid: CARD } as never
  const visitor = unwrap(await client.call(TERMINAL_ROUTES.identify, { means }))
  if ('registers' in visitor) throw new Error('a campus card opens one register')
  const { visitId } = visitor
  const document = unwrap(await client.call(TERMINAL_ROUTES.prepare, { visitId, kind: 'transcript', edition: 'zh' }))
  const jobId = jobIdSchema.parse('job-of-a-lost-ledger')
  const { documentId, sha256, title, pages } = document
  const ledger = openLedger(join(dataDir, 'ledger.sqlite'), systemClock)
  const wish = { visitId, documentId, jobId, copies: 2, expectedAmountFen: 0 } as never
  const order = unwrap(await client.call(TERMINAL_ROUTES.openOrder, wish))
  ledger.begin({ jobId, documentId, sha256, title, pages, sheetsPerCopy: pages, quote: order.quote, language: 'zh-CN' })
  ledger.opened(jobId, order)
  ledger.move(jobId, 'printing')
  ledger.close()
}

async function start(dataDir: string, more: { code?: string; logFile?: string } = {}): Promise<RunningStation> {
  station = await runStation(stationConfig(folder, { dataDir, baseUrl: world.base(), ...more }))
  return station
}

const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const bytesIn = (dir: string) => Object.fromEntries(readdirSync(dir).map(name => [name, digestOf(join(dir, name))]))

describe.skipIf(trial === null)('a disk that is full or locked (tmpfs, which only root may mount)', () => {
  let disk: SmallDisk
  beforeEach(() => {
    const mounted = mountSmallDisk(32)
    if (!mounted) throw new Error('root may not mount a tmpfs here')
    disk = mounted
    cpSync(enrolled, join(disk.folder, 'terminal'), { recursive: true })
  })
  afterEach(async () => {
    await station?.stop()
    station = null
    keepCount(join(disk.folder, 'terminal'))
    disk.remove()
  })

  it.each([
    ['to the last byte', 0],
    ['but for a little', 2 * MIB],
  ])('%s, the machine says so, stays up, and goes on by itself once there is room', async (_, leftBytes) => {
    disk.fill(leftBytes)
    const running = await start(join(disk.folder, 'terminal'), { logFile: join(disk.folder, 'log', 'station.log') })
    await running.shows(code => code === 'disk-full')
    expect(running.seen).toEqual(['disk-full'])
    disk.makeRoom()
    await running.shows(code => !ofStorage(code) && code !== 'station-starting')
    expect(readdirSync(join(disk.folder, 'terminal')).filter(name => name.startsWith('damaged'))).toEqual([])
  })

  it('before the first start: nobody is served, and the enrolment waits for the room that it needs', async () => {
    disk.fill(0)
    const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
    const running = await start(join(disk.folder, 'new'), { code: text })
    await running.shows(code => code === 'disk-full')
    disk.makeRoom()
    await running.shows(code => !ofStorage(code) && code !== 'station-starting')
    expect(statSync(join(disk.folder, 'new', 'enrolment.json')).isFile()).toBe(true)
  })

  it('that takes no write is no damage of the ledger: it is left where it is', async () => {
    const dataDir = join(disk.folder, 'terminal')
    const before = bytesIn(dataDir)
    disk.lock(true)
    const running = await start(dataDir)
    await running.shows(code => code === 'disk-failed')
    expect(running.seen).toEqual(['disk-failed'])
    expect(bytesIn(dataDir)).toEqual(before)
    disk.lock(false)
    await running.shows(code => !ofStorage(code) && code !== 'station-starting')
  })
})

/** A process each; the others are tried at the ledger itself. */
const KINDS = ['with a page of zeros', 'that is text', 'that is a folder', 'that is gone'] as const

describe('a ledger', () => {
  it.each(KINDS)('%s is set aside as it is, and the server takes over what it owed', async kind => {
    const dataDir = join(folder, 'terminal')
    cpSync(enrolled, dataDir, { recursive: true })
    LEDGER_DAMAGES[kind]?.(join(dataDir, 'ledger.sqlite'))
    const found = partsOfLedger(dataDir)
    const told = world.logged.length
    const running = await start(dataDir)
    await running.shows(code => code === 'ledger-damaged')
    await untilTold(dataDir)
    expect(world.logged.slice(told).join('')).not.toContain('"level":60')
    // Until somebody has taken it away nobody is served, not even for a moment.
    expect([...new Set(running.seen.filter(code => code !== 'station-starting'))]).toEqual(['ledger-damaged'])
    const [aside = ''] = asideIn(dataDir)
    expect(partsOfLedger(join(dataDir, aside))).toMatchObject(found)
    expect(readFileSync(join(dataDir, aside, 'why.txt'), 'utf8')).not.toBe('')

    cpSync(join(dataDir, aside), join(folder, 'kept'), { recursive: true })
    rmSync(join(dataDir, aside), { recursive: true })
    await running.shows(code => !ofStorage(code))
  })

  it('that was lost leaves its orders to people, each once', async () => {
    const cases = world.logged.filter(line => line.includes('"a terminal has lost its ledger"'))
    expect(cases.some(line => line.includes('"cases":1,"open":0'))).toBe(true)
    expect(cases).toHaveLength(KINDS.length)
  })

  it('of a later version of the program ends the station, with the reason and without a restart', async () => {
    const dataDir = join(folder, 'terminal')
    cpSync(enrolled, dataDir, { recursive: true })
    const { default: SqliteDatabase } = await import('better-sqlite3')
    const database = new SqliteDatabase(join(dataDir, 'ledger.sqlite'))
    database.pragma('user_version = 99')
    database.close()
    await expect(start(dataDir)).rejects.toThrow('"code":78')
    expect(asideIn(dataDir)).toEqual([])
  })
})

describe('what the terminal knows itself by', () => {
  it.each([
    ['enrolment.json', (file: string) => truncateSync(file, 40)],
    ['enrolment.json', (file: string) => writeFileSync(file, Buffer.alloc(500))],
    ['terminal-key.pem', (file: string) => writeFileSync(file, Buffer.alloc(119))],
    ['terminal-key.pem', (file: string) => rmSync(file)],
    ['starts', (file: string) => writeFileSync(file, Buffer.alloc(1))],
  ] as const)('%s is damaged: the machine says so and changes nothing', async (name, damage) => {
    const dataDir = join(folder, 'terminal')
    cpSync(enrolled, dataDir, { recursive: true })
    damage(join(dataDir, name))
    const before = bytesIn(dataDir)
    const running = await start(dataDir)
    await running.shows(code => code === 'own-data-damaged')
    expect(running.seen).toEqual(['own-data-damaged'])
    const { 'ledger.sqlite-shm': _, 'ledger.sqlite-wal': __, ...after } = bytesIn(dataDir)
    expect(after).toEqual(before)
    copyFileSync(join(enrolled, name), join(dataDir, name))
    await running.shows(code => !ofStorage(code))
  })
})

const asideIn = (dataDir: string) => readdirSync(dataDir).filter(name => name.startsWith('damaged-ledger-'))

const partsOfLedger = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir)
      .filter(name => name.startsWith('ledger.sqlite'))
      .map(name => {
        const path = join(dir, name)
        return [name, statSync(path).isDirectory() ? 'a folder' : digestOf(path)]
      }),
  )

async function untilTold(dataDir: string): Promise<void> {
  while (!asideIn(dataDir).some(name => name.endsWith('-told'))) await new Promise(resolve => setTimeout(resolve, 50))
}
