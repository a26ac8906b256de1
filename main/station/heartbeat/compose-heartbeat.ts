import type { Clock } from '../../../src/clock.ts'
import type { BeatDevice, BeatFault, Heartbeat } from '../../../src/contract/heartbeat-api.ts'
import type { Fault } from '../../../src/fault.ts'
import type { Session } from '../../../src/session/state.ts'
import { blockersOf } from '../../../src/session/transition.ts'
import type { Devices } from '../devices.ts'
import type { Ledger } from '../ledger/ledger.ts'

export interface HeartbeatParts {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly devices: Devices
  readonly ledger: Pick<Ledger, 'debts'>
  readonly session: () => Session
  /** Of this start of the program. */
  readonly start: string
  readonly version: string
  readonly disk: () => Heartbeat['disk']
  readonly settingsVersion: () => Heartbeat['settingsVersion']
  /** Of trays that the settings name and the printer lacks, or does not tell. */
  readonly trayWarnings?: () => readonly Fault[]
  /** Why the terminal cannot write its own audit chain; null when it can, or keeps none. */
  readonly chainTrouble?: () => Fault | null
}

const DETAIL_CHARACTERS_MAX = 200
const said = ({ code, detail }: Fault): BeatFault =>
  detail === undefined ? { code } : { code, detail: detail.slice(0, DETAIL_CHARACTERS_MAX) }

type Said = Pick<BeatDevice, 'state' | 'faults'>

/** Puts together how the terminal is now. Remembers since when each device is so. */
export function createHeartbeats(parts: HeartbeatParts) {
  const { clock, devices, ledger, session, start, version, disk, settingsVersion, trayWarnings = () => [] } = parts
  const begunMs = clock.monotonic()
  const since = new Map<string, { readonly mark: string; readonly atMs: number }>()
  let nth = 0
  const deviceOf = (kind: string, now: Said): BeatDevice => {
    const mark = JSON.stringify([now.state, now.faults.map(({ code }) => code)])
    const known = since.get(kind)
    const atMs = known?.mark === mark ? known.atMs : clock.monotonic()
    since.set(kind, { mark, atMs })
    return { kind, ...now, forSeconds: secondsSince(atMs) }
  }
  const secondsSince = (atMs: number) => Math.max(0, Math.floor((clock.monotonic() - atMs) / 1000))
  const ofChain = (): readonly [string, Said][] => {
    const why = parts.chainTrouble?.()
    return why ? [['audit-chain', { state: 'fails', faults: [said(why)] }]] : []
  }
  const devicesNow = () =>
    [...devicesOf(devices, session(), trayWarnings()), ...ofChain()].map(([kind, now]) => deviceOf(kind, now))
  const standingNow = () => {
    const now = session()
    const blockedBy = blockersOf(now).map(said)
    const { kind } = now.stage
    const standing = kind === 'out-of-service' ? kind : kind === 'attract' ? 'idle' : 'in-visit'
    return { standing, blockedBy } as const
  }
  return {
    /** What somebody should know of at once when it changes: not that a visit begins. */
    mark: (): string => {
      const blocked = standingNow().blockedBy.map(({ code }) => code)
      return JSON.stringify([
        blocked,
        devicesNow().map(({ kind, state, faults }) => [kind, state, faults.map(one => one.code)]),
      ])
    },
    next: (): Heartbeat => {
      nth++
      const { open, oldestBegunAtMs } = ledger.debts()
      return {
        ...{ version, start, nth, upSeconds: secondsSince(begunMs), clockMs: clock.now() },
        ...standingNow(),
        devices: devicesNow(),
        supplies: devices.pagePrinter.supplies(),
        jobs: {
          open,
          oldestSeconds:
            oldestBegunAtMs === null ? null : Math.max(0, Math.floor((clock.now() - oldestBegunAtMs) / 1000)),
        },
        settingsVersion: settingsVersion(),
        disk: disk(),
      }
    },
  }
}

function devicesOf(devices: Devices, { readiness }: Session, more: readonly Fault[]): [string, Said][] {
  const { cardReader, idCardReader, receiptPrinter, codeScanner, pagePrinter } = devices
  const plain = (device: { fault(): Fault | null } | null): Said | null => {
    if (!device) return null
    const why = device.fault()
    return why ? { state: 'fails', faults: [said(why)] } : { state: 'works', faults: [] }
  }
  const printer = plain(pagePrinter)
  const warnings = [...pagePrinter.warnings(), ...more].map(said).slice(0, 7)
  const ofPrinter: Said | null =
    printer && warnings.length > 0
      ? { state: printer.state === 'fails' ? 'fails' : 'warns', faults: [...printer.faults, ...warnings] }
      : printer
  const storage: Said = readiness.storage
    ? { state: 'fails', faults: [said(readiness.storage)] }
    : { state: 'works', faults: [] }
  const all: [string, Said | null][] = [
    ['page-printer', ofPrinter],
    ['campus-card-reader', plain(cardReader)],
    ['id-card-reader', plain(idCardReader)],
    ['receipt-printer', plain(receiptPrinter)],
    ['code-scanner', plain(codeScanner)],
    ['storage', storage],
  ]
  return all.filter((one): one is [string, Said] => one[1] !== null)
}
