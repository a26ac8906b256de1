import type { Backup } from './backup.ts'
import { pickOf } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Kiosk } from './kiosk.ts'
import { createPaperTrouble } from './paper-trouble.ts'
import type { SimulatedServer } from './server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Power, disks, paper, clocks and theft: what befalls machines, and the people who put it right again. */
export interface Misfortune {
  diskMoment(kiosk: Kiosk, when: 'before' | 'after', what: string): void
  lineMoment(kiosk: Kiosk, when: 'before' | 'after', path: string): void
  printerMoment(kiosk: Kiosk, when: 'before' | 'after', operation: string): void
  /** Somebody comes. */
  visitMoment(kiosk: Kiosk): void
  stationGone(kiosk: Kiosk, why: string, backAfterMs: number): void
  serverKilled(why: string): void
  /** Everything is put right, and nothing goes wrong any more. */
  repairAll(): void
  /** Kills of station and server together. */
  bothKilled(): readonly BothKilled[]
}

/** A station and the server were killed at once, and both were back soon. */
export interface BothKilled {
  readonly kiosk: Kiosk
  readonly atMs: number
  /** What was being printed; null when nothing was. */
  readonly orderNumber: string | null
}

export interface MisfortuneParts {
  readonly time: VirtualClock
  readonly faults: Faults
  readonly server: SimulatedServer
  readonly backup: Backup
  readonly kiosks: () => readonly Kiosk[]
  readonly tell: (who: string, what: string) => void
}

const POWER = [
  ...([
    [4, 'the station is killed'],
    [2, 'the power of the kiosk is cut'],
    [2, 'kiosk and printer lose power'],
  ] as const),
  ...([
    [1, 'kiosk and printer lose power, the printer keeps its jobs'],
    [1, 'the power of the whole house is cut'],
    [1, 'station and server are killed'],
  ] as const),
] as const
const DISK = [...POWER, [2, 'the disk is full']] as const
const PRINTER = [
  ...POWER,
  ...([
    [3, 'the printer loses power'],
    [1, 'the printer loses power and keeps its jobs'],
  ] as const),
] as const
const VISIT = [
  ...([
    [3, 'its clock goes wrong'],
    [1, "the server's clock goes wrong"],
    [3, 'the terminal is suspended'],
    [1, 'it is stolen'],
  ] as const),
  ...([
    [2, 'the printer hangs'],
    [2, 'the tray is nearly empty'],
    [1, 'an older state of the server is restored'],
  ] as const),
] as const
const SERVER = [[1, 'is killed']] as const

/** Every table of what can befall, as `Faults` are asked with it. */
export const MISFORTUNES = [DISK, PRINTER, VISIT, SERVER] as const

export function createMisfortune(parts: MisfortuneParts): Misfortune {
  const { time, faults, server, backup, kiosks, tell } = parts
  const bothKilled: BothKilled[] = []
  let isOver = false
  const repairs = new Set<() => void>()

  /** Puts something right after a while, or with everything else. */
  const putRightAfter = (ms: number, repair: () => void) => {
    const once = () => {
      if (repairs.delete(once)) repair()
    }
    repairs.add(once)
    time.after(ms, once)
  }
  const spanMs = (where: string, low: number, high: number) =>
    low + Math.floor(faults.measure(where, 'ms') * (high - low))

  const paper = createPaperTrouble({ time, faults, tell, putRightAfter, spanMs })
  const startServerAfter = (ms: number) =>
    putRightAfter(ms, () => {
      tell('server', 'starts')
      void server.start()
    })
  const stationGone = (kiosk: Kiosk, why: string, backAfterMs: number) => {
    tell(kiosk.name, why)
    kiosk.station.kill()
    if (!kiosk.isStolen) putRightAfter(backAfterMs, () => startStation(kiosk))
  }
  const startStation = (kiosk: Kiosk) => {
    if (kiosk.isStolen) return
    tell(kiosk.name, 'starts')
    kiosk.station.start()
  }
  const cutPower = (kiosk: Kiosk, backAfterMs: number) => {
    kiosk.station.cutPower()
    if (!kiosk.isStolen) putRightAfter(backAfterMs, () => startStation(kiosk))
  }
  const cutPrinter = (kiosk: Kiosk, keepJobs: boolean, backAfterMs: number) => {
    const how = faults.measure(`power of the printer of ${kiosk.name}`, 'how')
    const interruptedJob = pickOf(how, [
      [2, 'goes-on'],
      [1, 'starts-over'],
      [1, 'aborted'],
    ] as const)
    kiosk.printer.sim.powerOff({ keepJobs, keepIds: how < 0.3, interruptedJob, spoilSheet: how > 0.6 })
    putRightAfter(backAfterMs, () => {
      tell(kiosk.name, 'the printer has power again')
      kiosk.printer.sim.powerOn()
    })
  }
  const serverKilled = (why: string) => {
    tell('server', `is killed ${why}`)
    startServerAfter(spanMs('server', 2_000, 150_000))
  }

  const strike = (kiosk: Kiosk, where: string, kind: (typeof DISK | typeof PRINTER)[number][1], moment: string) => {
    tell(kiosk.name, `${kind} ${moment}`)
    const ms = spanMs(where, 2_000, 90_000)
    switch (kind) {
      case 'the station is killed':
        return stationGone(kiosk, 'is dark', Math.min(ms, 6_000))
      case 'the power of the kiosk is cut':
        return cutPower(kiosk, ms)
      case 'kiosk and printer lose power':
      case 'kiosk and printer lose power, the printer keeps its jobs':
        cutPrinter(kiosk, kind.endsWith('jobs'), Math.max(1_000, ms - 1_000))
        return cutPower(kiosk, ms)
      case 'the power of the whole house is cut':
        server.kill()
        startServerAfter(spanMs(`${where} server`, 2_000, 200_000))
        for (const each of kiosks()) {
          cutPrinter(each, false, ms)
          cutPower(each, ms + 1_000)
        }
        return undefined
      case 'station and server are killed': {
        const content = kiosk.station.view()?.content
        const orderNumber = content?.screen === 'printing' && !content.stopping ? content.orderNumber : null
        bothKilled.push({ kiosk, atMs: time.now(), orderNumber })
        server.kill()
        startServerAfter(spanMs(`${where} server`, 20_000, 90_000))
        return stationGone(kiosk, 'is dark, and so is the server', 3_000)
      }
      case 'the disk is full':
        kiosk.disk.fill()
        return putRightAfter(ms, () => kiosk.disk.makeRoom())
      case 'the printer loses power':
        return cutPrinter(kiosk, false, ms)
      case 'the printer loses power and keeps its jobs':
        return cutPrinter(kiosk, true, ms)
    }
  }

  return {
    stationGone,
    serverKilled,
    diskMoment: (kiosk, when, what) => {
      const where = `disk of ${kiosk.name}`
      const kind = faults.at(where, DISK, 0.3)
      if (kind) strike(kiosk, where, kind, `${when} the ledger's ${what}`)
    },
    lineMoment: (kiosk, when, path) => {
      if (isOver) return
      const where = `power of ${kiosk.name}`
      const kind = faults.at(where, POWER, 0.05)
      if (kind) strike(kiosk, where, kind, `${when} a request to ${path}`)
      if (when === 'after' || !server.isUp()) return
      if (faults.at('server', SERVER, 0.1)) server.killAtQuery(1 + Math.floor(faults.measure('server', 'n') * 14))
    },
    printerMoment: (kiosk, when, operation) => {
      if (isOver) return
      const where = `printer and power of ${kiosk.name}`
      const kind = faults.at(where, PRINTER, operation === 'Print-Job' || operation === 'Cancel-Job' ? 0.6 : 0.04)
      if (kind) strike(kiosk, where, kind, `${when} ${operation}`)
      if (when === 'before' && operation === 'Print-Job') paper.moment(kiosk)
    },
    visitMoment: kiosk => {
      const where = `visits of ${kiosk.name}`
      const kind = faults.at(where, VISIT, 2.5)
      if (kind) time.after(spanMs(where, 0, 60_000), () => void befall(kiosk, where, kind))
    },
    repairAll: () => {
      isOver = true
      faults.stop()
      for (const repair of [...repairs]) repair()
      for (const { station, printer } of kiosks()) {
        station.wall.offMs = 0
        printer.sim.loadTray(200)
        printer.sim.clearJam()
        printer.sim.holdJobs(false)
        printer.sim.hang(false)
        printer.sim.plugNetwork()
      }
      server.wall.offMs = 0
    },
    bothKilled: () => bothKilled,
  }

  async function befall(kiosk: Kiosk, where: string, kind: (typeof VISIT)[number][1]): Promise<void> {
    if (isOver) return
    const ms = spanMs(where, 8_000, 150_000)
    const offMs = OFFS_MS[Math.floor(faults.measure(where, 'off') * OFFS_MS.length)]!
    switch (kind) {
      case 'its clock goes wrong':
        tell(kiosk.name, `its clock goes wrong by ${offMs / 1000} s`)
        kiosk.station.wall.offMs = offMs
        return putRightAfter(ms, () => {
          kiosk.station.wall.offMs = 0
        })
      case "the server's clock goes wrong":
        tell('server', `its clock goes wrong by ${offMs / 1000} s`)
        server.wall.offMs = offMs
        return putRightAfter(ms, () => {
          server.wall.offMs = 0
        })
      case 'the terminal is suspended': {
        if (!server.isUp() || kiosk.isStolen) return
        tell(kiosk.name, 'is suspended')
        putRightAfter(ms, () => {
          tell(kiosk.name, 'is let in again')
          void setState(kiosk, 'active')
        })
        return server.setTerminalState(kiosk.terminalId, 'suspended')
      }
      case 'the printer hangs':
        tell(kiosk.name, 'its printer hangs')
        kiosk.printer.sim.hang(true)
        return putRightAfter(ms, () => kiosk.printer.sim.hang(false))
      case 'the tray is nearly empty':
        tell(kiosk.name, 'its tray is nearly empty')
        kiosk.printer.sim.loadTray(1 + Math.floor(faults.measure(where, 'sheets') * 6))
        return putRightAfter(ms, () => kiosk.printer.sim.loadTray(200))
      case 'an older state of the server is restored':
        return loseRowsAfter(ms)
      case 'it is stolen':
        tell(kiosk.name, 'is stolen, with its ledger')
        kiosk.isStolen = true
        kiosk.station.cutPower()
        return putRightAfter(ms, () => {
          tell('staff', `suspend ${kiosk.name}`)
          void setState(kiosk, 'suspended')
        })
    }
  }

  /** The server's disk is lost, and what is put in its place was kept a while ago. Nobody has kept who was suspended since. */
  async function loseRowsAfter(ms: number): Promise<void> {
    if (!server.isUp()) return
    tell('server', 'is backed up')
    await backup.take()
    time.after(ms, () => {
      if (isOver) return
      tell('server', 'loses its disk, and is put back as it was')
      server.kill()
      void backup.restore(kiosks()).then(() => {
        startServerAfter(5_000)
        for (const kiosk of kiosks()) void setState(kiosk, kiosk.isStolen ? 'suspended' : 'active')
      })
    })
  }

  /** By a person, who tries again until it is done. */
  async function setState(kiosk: Kiosk, state: 'active' | 'suspended'): Promise<void> {
    if (!server.isUp()) return void time.after(5_000, () => void setState(kiosk, state))
    await server.setTerminalState(kiosk.terminalId, state)
  }
}

const OFFS_MS = [130_000, -130_000, 3_600_000, -3_600_000, -86_400_000, 600_000]
