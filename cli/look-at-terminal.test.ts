import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { enrol } from '../main/station/enrolment.ts'
import { openLedger } from '../main/station/ledger/ledger.ts'
import { openTerminalKeys } from '../main/station/terminal-key.ts'
import { systemClock } from '../native/system-clock.ts'
import { unwrap } from '../src/result.ts'
import { type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import { lookAtTerminal } from './look-at-terminal.ts'

const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }

let world: ServerWorld
let folder: string
beforeAll(async () => {
  world = await startServerWorld(null, { nowMs: Date.now() })
})
afterAll(() => world?.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terminal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A terminal as it is set up by hand: its file, and a data folder that an enrolment has filled. */
function configured(baseUrl = world.base()): { file: string; dataDir: string } {
  const [file, dataDir] = [join(folder, 'terminal.yaml'), join(folder, 'data')]
  const none = { campusCardReader: null, idCardReader: null, receiptPrinter: null }
  const pagePrinter = { uri: 'ipp://192.0.2.7/ipp/print' }
  writeFileSync(file, stringify({ server: { baseUrl }, dataDir: 'data', ...none, pagePrinter }))
  return { file, dataDir }
}

async function enrolled() {
  const { file, dataDir } = configured()
  mkdirSync(dataDir)
  const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
  const server = { baseUrl: world.base(), timeoutMs: 15_000, caPem: null }
  unwrap(await enrol(server, dataDir, openTerminalKeys(dataDir).current, text, systemClock))
  openLedger(join(dataDir, 'ledger.sqlite'), systemClock).close()
  return { file, dataDir }
}

const look = async (file: string, clock: { now(): number } = systemClock) =>
  new Map((await lookAtTerminal(file, clock)).map(({ what, well, note }) => [what.en, { well, note: note.en }]))

describe('doctor, of a terminal', () => {
  it('that is well names disk, ledger, enrolment, server, clock and screen', async () => {
    const found = await look((await enrolled()).file)
    expect([...found.keys()]).toEqual([...['configuration', 'disk', 'ledger', 'enrolment', 'server', 'clock', 'kiosk']])
    expect([...found].filter(([, { well }]) => !well)).toEqual([])
  })

  it('whose ledger is damaged says so and changes nothing; so it does of one that was set aside', async () => {
    const { file, dataDir } = await enrolled()
    writeFileSync(join(dataDir, 'ledger.sqlite'), 'text')
    expect((await look(file)).get('ledger')).toMatchObject({
      ...{ well: false, note: expect.stringMatching(/^E-STN-005 .*SQLITE_NOTADB/) },
    })
    mkdirSync(join(dataDir, 'damaged-ledger-20261130T010203Z'))
    expect((await look(file)).get('ledger')?.note).toContain('damaged-ledger-20261130T010203Z')
  })

  it('whose clock is off says by how much, and what sets it', async () => {
    const { file } = await enrolled()
    const ahead = (await look(file, { now: () => Date.now() + 301_000 })).get('clock')
    expect(ahead).toMatchObject({ well: false, note: expect.stringMatching(/^30[012] s ahead of .* NTP/) })
    const behind = (await look(file, { now: () => Date.now() - 90_000 })).get('clock')
    expect(behind?.note).toMatch(/^(89|90|91) s behind/)
  })

  it('whose server is away, or that was never started or enrolled', async () => {
    const { file, dataDir } = configured('https://127.0.0.1:9')
    const found = await look(file)
    expect([found.get('disk')?.well, found.get('server')?.well, found.has('clock')]).toEqual([false, false, false])
    mkdirSync(dataDir)
    expect((await look(file)).get('enrolment')).toMatchObject({ well: false })
  })

  it('whose station does not run although it had opened a port', async () => {
    const { file, dataDir } = await enrolled()
    writeFileSync(join(dataDir, 'acceptance-port.json'), '{"port":9,"token":"x"}')
    expect((await look(file)).get('kiosk')).toMatchObject({ well: false })
  })

  it('whose configuration is wrong says where, and no more', async () => {
    const file = join(folder, 'terminal.yaml')
    writeFileSync(file, 'server: { baseUrl: "http://192.0.2.7" }\n')
    expect([...(await look(file))]).toMatchObject([['configuration', { well: false }]])
    expect([...(await look('/nowhere.yaml'))]).toMatchObject([
      ['configuration', { note: '/nowhere.yaml does not exist' }],
    ])
  })
})
