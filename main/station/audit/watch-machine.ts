import type { TerminalEvent } from '../../../src/audit/terminal-events.ts'
import { type Clock, sleep } from '../../../src/clock.ts'
import type { Fault } from '../../../src/fault.ts'
import type { Session } from '../../../src/session/state.ts'
import { blockersOf } from '../../../src/session/transition.ts'
import type { Devices } from '../devices.ts'
import type { Note } from './station-chain.ts'

/** A loose plug changes each second: of one thing no more is written down within an hour. */
const OF_ONE_AN_HOUR = 20
const HOUR_MS = 3_600_000
const CLOCK_LOOK_MS = 60_000
/** Two clocks of one machine never go together to the last second. */
const CLOCK_JUMP_MS = 5_000

/** Writes down how the machine changes: devices, service and clock. */
export interface MachineWatch {
  session(now: Session): void
  devices(): void
  settings(version: number | null): void
  /** Ends when `closing`. */
  clock(closing: () => boolean): Promise<void>
}

/** Each change once; what changes without end is counted and not written down each time. */
export function watchMachine(clock: Clock, note: Note, devices: Devices): MachineWatch {
  const seldom = createSeldom(clock, note)
  const failing = new Map<string, string>()
  let outBy: string | null = null
  let version: number | null | undefined
  return {
    session: now => {
      const isOut = now.stage.kind === 'out-of-service'
      const code = isOut ? (blockersOf(now)[0]?.code ?? 'unknown') : null
      if (code === outBy) return
      outBy = code
      if (code === null) seldom('service', 'machine-in-service', {})
      else seldom('service', 'machine-out-of-service', { code })
    },
    devices: () => {
      for (const [device, why] of faultsOf(devices)) {
        const before = failing.get(device)
        if (before === why?.code) continue
        if (why) {
          failing.set(device, why.code)
          seldom(device, 'machine-device-failed', { device, code: why.code })
        } else {
          failing.delete(device)
          seldom(device, 'machine-device-well', { device })
        }
      }
    },
    settings: now => {
      if (now !== null && version !== now) note('machine-settings-applied', { version: now })
      version = now
    },
    clock: async closing => {
      for (;;) {
        const [wallMs, steadyMs] = [clock.now(), clock.monotonic()]
        await sleep(clock, CLOCK_LOOK_MS)
        if (closing()) return
        const byMs = clock.now() - wallMs - (clock.monotonic() - steadyMs)
        if (Math.abs(byMs) >= CLOCK_JUMP_MS) note('machine-clock-jumped', { bySeconds: Math.round(byMs / 1000) })
      }
    },
  }
}

function faultsOf(all: Devices): readonly (readonly [string, Fault | null])[] {
  const { cardReader, idCardReader, receiptPrinter, codeScanner, pagePrinter } = all
  const named = {
    ...{ 'page-printer': pagePrinter, 'campus-card-reader': cardReader, 'id-card-reader': idCardReader },
    ...{ 'receipt-printer': receiptPrinter, 'code-scanner': codeScanner },
  }
  return Object.entries(named).flatMap(([name, device]) => (device ? [[name, device.fault()] as const] : []))
}

function createSeldom(clock: Pick<Clock, 'monotonic'>, note: Note) {
  const counts = new Map<string, { fromMs: number; count: number; unsaid: number }>()
  return (thing: string, event: TerminalEvent, facts: Readonly<Record<string, string>>) => {
    const nowMs = clock.monotonic()
    const known = counts.get(thing)
    const isOver = known === undefined || nowMs - known.fromMs >= HOUR_MS
    const here = isOver ? { fromMs: nowMs, count: 0, unsaid: known?.unsaid ?? 0 } : known
    counts.set(thing, here)
    here.count++
    if (here.count > OF_ONE_AN_HOUR) {
      here.unsaid++
      return
    }
    note(event, here.unsaid > 0 ? { ...facts, unsaid: here.unsaid } : facts)
    here.unsaid = 0
  }
}
