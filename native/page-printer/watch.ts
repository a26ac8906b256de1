import type { Clock } from '../../src/clock.ts'
import type { PagePrinter } from '../../src/contract/devices.ts'
import type { Supplies } from '../../src/contract/heartbeat-api.ts'
import { type Fault, fault } from '../../src/fault.ts'
import type { IppFailure } from '../ipp/client.ts'
import { CAPABILITY_ATTRIBUTES, lackOf } from './capability.ts'
import type { PrinterConnection } from './connection.ts'
import { readInputTrays, sheetsOfMedia, TRAY_ATTRIBUTES } from './input-trays.ts'
import { PRINTER_ATTRIBUTES, type PrinterReading, readPrinter } from './printer-state.ts'
import { type PrinterSight, readSight, SIGHT_ATTRIBUTES } from './sight.ts'
import type { Sightings } from './sightings.ts'
import { readSupplies, SUPPLY_ATTRIBUTES } from './supplies.ts'
import type { PrinterTiming } from './timing.ts'
import { SOURCE_ATTRIBUTES } from './tray-word.ts'
import { createTrial } from './trial.ts'

export interface WatchOptions {
  readonly connection: PrinterConnection
  readonly sightings: Sightings
  readonly clock: Clock
  readonly timing: PrinterTiming
  readonly sides: PagePrinter['sides']
  readonly media: string
  readonly ignoredReasons: readonly string[]
  /** Whether it puts out more than it was sent; `startAnew` once it is another printer. */
  readonly surplus: { warning(): Fault | null; fault(): Fault | null; startAnew(): void }
}

/** Asks the printer for its state again and again: seldom while it idles, often while a copy is under way. */
export interface PrinterWatch {
  open(): void
  close(): void
  fault(): Fault | null
  onFault(listener: (fault: Fault | null) => void): () => void
  warnings(): readonly Fault[]
  sheetsLeft(): number | null
  supplies(): Supplies | null
  onSupplies(listener: () => void): () => void
  /** Why no paper comes out, by the printer's latest word. */
  blocking(): Fault | null
  /** Asks now, so that `blocking()` is fresh; false when there was no answer. */
  refresh(): Promise<boolean>
  /** The printer has refused what we ordered, or done otherwise: nobody orders until it is known to do it again. */
  refused(why: Fault): void
  /** A copy came out as ordered. */
  obeyed(): void
  /** Something that the fault or the warnings follow from has changed. */
  changed(): void
  /** A copy that was given back may lie at the printer: nobody is served until the returned function is called. */
  clearing(): () => void
  /** Asks often until the returned function is called. */
  hurry(): () => void
}

const ASKED = [
  ...[...PRINTER_ATTRIBUTES, ...SIGHT_ATTRIBUTES, ...CAPABILITY_ATTRIBUTES, ...TRAY_ATTRIBUTES],
  ...[...SUPPLY_ATTRIBUTES, ...SOURCE_ATTRIBUTES],
]

export function createWatch(options: WatchOptions): PrinterWatch {
  const { connection, sightings, clock, timing, sides, media, ignoredReasons, surplus } = options
  const listeners = new Set<(fault: Fault | null) => void>()
  const supplyListeners = new Set<() => void>()
  let reading: PrinterReading = { blocking: null, warnings: [] }
  let silence: Fault | null = fault('printer-unreachable', 'not asked yet')
  let lack: Fault | null = null
  const trial = createTrial(connection, clock, timing)
  let sheetsLeft: number | null = null
  let supplies: Supplies | null = null
  let left = 0
  let hurried = 0
  let open = false
  let turning = false
  let callOff = () => {}
  let callOffSilence = () => {}

  const current = () =>
    silence ??
    reading.blocking ??
    lack ??
    trial.refusal() ??
    surplus.fault() ??
    (left > 0 ? fault('printer-clearing', `${left} left`) : null)
  let told = current()
  let toldSupplies = ''

  const warnings = () => {
    const more = surplus.warning()
    return more ? [...reading.warnings, more] : reading.warnings
  }

  const settle = () => {
    const now = current()
    if (now?.code !== told?.code || now?.detail !== told?.detail) {
      told = now
      for (const listener of listeners) listener(now)
    }
    const supplies = JSON.stringify([warnings(), sheetsLeft])
    if (supplies === toldSupplies) return
    toldSupplies = supplies
    for (const listener of supplyListeners) listener()
  }

  const fallSilent = (why: Fault) => {
    silence = why
    settle()
  }
  // Whatever it answers to, a printer that answers in time is there: some are silent to one question while they take a job in.
  connection.onAnswer(tookMs => {
    callOffSilence()
    if (!open) return
    const spanMs = timing.requestTimeoutMs
    if (tookMs > spanMs) return fallSilent(fault('printer-unreachable', `answers take ${tookMs} ms`))
    callOffSilence = clock.after(spanMs, () =>
      fallSilent(fault('printer-unreachable', `timeout: no answer in ${spanMs} ms`)),
    )
  })

  const refresh = async () => {
    const askedMs = clock.monotonic()
    const answer = await connection.printer(ASKED, hurried > 0)
    if (!answer.ok) {
      if (answer.error.kind === 'unreachable') silence = silenceOf(answer.error)
      settle()
      return false
    }
    const before = sightings.latest()
    const now = readSight(answer.value, clock.now())
    sightings.note(now)
    reading = readPrinter(answer.value, ignoredReasons)
    lack = lackOf(answer.value, sides)
    const trays = readInputTrays(answer.value)
    sheetsLeft = trays && sheetsOfMedia(trays, media)
    supplies = readSupplies(answer.value)
    if (silence || isAnotherPrinter(before, now)) trial.startAnew()
    if (isAnotherPrinter(before, now)) surplus.startAnew()
    if (clock.monotonic() - askedMs <= timing.requestTimeoutMs) silence = null
    if (hurried === 0) await trial.make()
    settle()
    return true
  }

  const turn = async () => {
    if (turning) return
    turning = true
    callOff()
    const askedMs = clock.monotonic()
    await refresh()
    turning = false
    // One that is slow to answer is asked the sooner, so that its next word is not too old.
    const spareMs = timing.requestTimeoutMs - 2 * timing.pollMs - (clock.monotonic() - askedMs)
    const idleMs = Math.min(timing.idlePollMs, Math.max(timing.pollMs, spareMs))
    if (open) callOff = clock.after(hurried > 0 ? timing.pollMs : idleMs, () => void turn())
  }

  return {
    open: () => {
      if (open) return
      open = true
      void turn()
    },
    close: () => {
      open = false
      callOff()
      callOffSilence()
    },
    fault: current,
    onFault: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    warnings,
    sheetsLeft: () => sheetsLeft,
    supplies: () => supplies,
    onSupplies: listener => {
      supplyListeners.add(listener)
      return () => supplyListeners.delete(listener)
    },
    blocking: () => reading.blocking,
    refresh,
    refused: why => {
      trial.refused(why)
      settle()
    },
    obeyed: trial.obeyed,
    changed: settle,
    clearing: () => {
      left++
      settle()
      let done = false
      return () => {
        if (done) return
        done = true
        left--
        settle()
      }
    },
    hurry: () => {
      hurried++
      if (open) void turn()
      return () => {
        hurried--
      }
    },
  }
}

/** Whether the printer was switched on anew, or set otherwise, since it was last seen. */
function isAnotherPrinter(before: PrinterSight | null, now: PrinterSight): boolean {
  if (!before) return false
  const fell = before.upTimeSeconds !== null && now.upTimeSeconds !== null && now.upTimeSeconds < before.upTimeSeconds
  return fell || before.configChangedAtSeconds !== now.configChangedAtSeconds
}

function silenceOf(failure: IppFailure): Fault {
  return fault('printer-unreachable', `${failure.kind}: ${failure.detail}`)
}
