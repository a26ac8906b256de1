import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dock, dockAt } from '../../cli/dock.ts'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from '../../cli/kiosk-screen.ts'
import { type Program, startProgram } from '../../demo/child.ts'
import { type DemoPorts, writeDemoFiles } from '../../demo/demo-files.ts'
import { choosePorts, USUAL_PORTS } from '../../demo/ports.ts'
import type { SamplePerson } from '../../demo/university/people.ts'
import { universitySql } from '../../demo/university/university-sql.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { type Bill, readBill } from './bill.ts'
import { type LedgerWatch, watchLedger } from './ledger-watch.ts'
import { layLines, putRelaysBetween } from './lines.ts'
import { type Killable, killableProgram, killableStation, READY_WITHIN_MS } from './programs.ts'
import { createTrail, type Trail } from './trail.ts'
import { type Tray, watchTray } from './tray.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FOREVER_MS = 3_600_000

/** A whole house in processes of its own, with a hand on each of them and an eye on every line between them. */
export interface KillHouse {
  readonly dataDir: string
  readonly gateway: string
  readonly dock: Dock
  readonly trail: Trail
  readonly tray: Tray
  readonly bill: Bill
  readonly ledger: LedgerWatch
  readonly server: Killable
  readonly station: Killable
  /** Processes that ended though nobody killed them. */
  readonly deaths: string[]
  /** The screen of the station that runs now. */
  screen(): Promise<KioskScreen>
  close(): Promise<void>
}

/** Starts everything; the server knows the `people`, and the station is enrolled. */
export async function openKillHouse(people: readonly SamplePerson[]): Promise<KillHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-kills-'))
  const dataDir = join(folder, 'data')
  mkdirSync(join(dataDir, 'terminal'), { recursive: true, mode: 0o700 })
  const ending = new AbortController()
  const trail = createTrail()
  const deaths: string[] = []
  const programs: Program[] = []
  const anyPort = Object.fromEntries(Object.keys(USUAL_PORTS).map(name => [name, 0])) as DemoPorts
  const ports = await choosePorts(anyPort)
  const relays = await layLines(ports, trail)
  const files = writeDemoFiles(dataDir, ports, { terminal: {}, server: { notice: { asked: false } } })
  writeFileSync(join(dataDir, 'university.sql'), universitySql(people))
  putRelaysBetween(files, ports, relays)

  const log = (name: string) => join(dataDir, 'logs', `${name}.log`)
  const onDeath = (name: string, code: number | null) => void deaths.push(`${name} ended by itself with ${code}`)
  const run = async (name: string, entry: string, config: string) => {
    const onEnd = (_: string, code: number | null) => onDeath(name, code)
    programs.push(
      await startProgram({
        ...{ name, entry: join(ROOT, entry), args: ['--config', config], logFile: log(name), onEnd },
        ...{ startWithinMs: READY_WITHIN_MS, signal: ending.signal },
      }),
    )
  }
  const server = killableProgram('server', 'server/main.ts', {
    ...{ configFile: files.server, logFile: log('server'), onDeath, signal: ending.signal },
  })
  const station = killableStation(files.terminal, onDeath)
  const address = `http://127.0.0.1:${ports.dock}`
  const dock = dockAt(address)
  let shown: { readonly pid: number; readonly screen: Promise<KioskScreen> } | null = null
  const openScreen = async (isGone: () => boolean) => {
    const screen = await openKioskScreen(acceptanceAddressOf(join(dataDir, 'terminal')))
    tellScreens(screen, isGone, words => void trail.pass(words))
    return screen
  }
  const house = {
    ...{ dataDir, gateway: `http://127.0.0.1:${ports.gateway}`, dock, trail, server, station, deaths },
    ledger: watchLedger(join(dataDir, 'terminal'), words => void trail.pass(words)),
    bill: readBill(join(dataDir, 'gateway', 'journal.jsonl')),
    tray: null as unknown as Tray,
    screen: () => {
      const pid = station.pid()
      if (pid === undefined) return Promise.reject(new Error('no station runs'))
      if (shown?.pid !== pid) {
        shown?.screen.then(
          screen => screen.close(),
          () => undefined,
        )
        shown = { pid, screen: openScreen(() => station.pid() !== pid) }
      }
      return shown.screen
    },
    close: async () => {
      await Promise.all([station.kill(), server.kill()])
      shown?.screen.then(
        screen => screen.close(),
        () => undefined,
      )
      house.ledger.close()
      house.tray?.close()
      for (const program of programs.reverse()) await program.stop()
      await Promise.all(Object.values(relays).map(relay => relay.close()))
      process.removeListener('exit', endWithUs)
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
  // Whoever breaks a run off must not leave its processes behind, nor those that are starting.
  const endWithUs = () => {
    ending.abort()
    for (const pid of [station.pid(), server.pid(), ...programs.map(program => program.pid)])
      if (pid !== undefined) endAtOnce(pid)
  }
  process.once('exit', endWithUs)
  try {
    await run('gateway', 'demo/wxpay-sim/main.ts', files.gateway)
    await run('devices', 'demo/devices/main.ts', files.devices)
    house.tray = await watchTray(dock, address, () => void trail.pass('a sheet comes out'))
    await server.start()
    await station.start()
    return house
  } catch (error) {
    await house.close()
    throw error
  }
}

function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself, and the others are to be ended all the same.
  }
}

/** Every screen is told of, also one that has gone before anybody could look. */
function tellScreens({ until }: KioskScreen, isGone: () => boolean, tell: (words: string) => void): void {
  let shown = ''
  const look = ({ content }: KioskView) => {
    if (content.screen !== shown) tell(`screen ${content.screen}`)
    shown = content.screen
    return isGone()
  }
  until('the end of all screens', look, FOREVER_MS).catch(() => undefined)
}
