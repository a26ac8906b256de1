import type { Clock } from '../../src/clock.ts'
import { type Fault, fault } from '../../src/fault.ts'
import type { IppFailure } from '../ipp/client.ts'
import type { PrinterConnection } from './connection.ts'
import { type PrinterReading, readPrinter } from './printer-state.ts'
import type { PrinterTiming } from './timing.ts'

export interface WatchOptions {
  readonly connection: PrinterConnection
  readonly clock: Clock
  readonly timing: PrinterTiming
  readonly ignoredReasons: readonly string[]
}

/** Asks the printer for its state again and again: seldom while it idles, often while a copy is under way. */
export interface PrinterWatch {
  open(): void
  close(): void
  fault(): Fault | null
  onFault(listener: (fault: Fault | null) => void): () => void
  warnings(): readonly Fault[]
  /** Why no paper comes out, by the printer's latest word. */
  blocking(): Fault | null
  /** Asks now, so that `blocking()` is fresh. */
  refresh(): Promise<void>
  /** Asks often until the returned function is called. */
  hurry(): () => void
}

/** Refusals that say nothing about our format or options. */
const NO_VERDICT = [
  'server-error-busy',
  'server-error-temporary-error',
  'server-error-not-accepting-jobs',
  'server-error-service-unavailable',
  'server-error-operation-not-supported',
  'server-error-internal-error',
]

export function createWatch({ connection, clock, timing, ignoredReasons }: WatchOptions): PrinterWatch {
  const listeners = new Set<(fault: Fault | null) => void>()
  let reading: PrinterReading = { blocking: null, warnings: [] }
  let silence: Fault | null = fault('printer-unreachable', 'not asked yet')
  let refusal: Fault | null = null
  let validateAtMs = 0
  let answersAtFailure = 0
  let hurried = 0
  let open = false
  let turning = false
  let callOff = () => {}

  const current = () => silence ?? reading.blocking ?? refusal
  let told = current()

  const settle = () => {
    const now = current()
    if (now?.code === told?.code && now?.detail === told?.detail) return
    told = now
    for (const listener of listeners) listener(now)
  }

  const refresh = async () => {
    const answer = await connection.printer()
    if (answer.ok) {
      reading = readPrinter(answer.value, ignoredReasons)
      if (silence) validateAtMs = 0
      silence = null
      answersAtFailure = 0
      await validate()
    } else {
      // Some printers are silent to this question while they take a job in, yet answer others: one miss says nothing.
      const missedBefore = answersAtFailure === connection.answers()
      if (missedBefore || answer.error.kind === 'unreachable') silence = silenceOf(answer.error)
      answersAtFailure = connection.answers()
    }
    settle()
  }

  /** Before money is taken it should be known that the printer takes what we send. */
  const validate = async () => {
    if (clock.monotonic() < validateAtMs) return
    const answer = await connection.validateJob()
    const verdict = answer.ok || (answer.error.kind === 'refused' && !NO_VERDICT.includes(answer.error.detail))
    if (!verdict) return
    refusal = answer.ok ? null : fault('printer-refused', answer.error.detail)
    validateAtMs = answer.ok ? Number.POSITIVE_INFINITY : clock.monotonic() + timing.validateAgainMs
  }

  const turn = async () => {
    if (turning) return
    turning = true
    callOff()
    await refresh()
    turning = false
    if (open) callOff = clock.after(hurried > 0 ? timing.pollMs : timing.idlePollMs, () => void turn())
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
    },
    fault: current,
    onFault: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    warnings: () => reading.warnings,
    blocking: () => reading.blocking,
    refresh,
    hurry: () => {
      hurried++
      if (open) void turn()
      return () => {
        hurried--
      }
    },
  }
}

function silenceOf(failure: IppFailure): Fault {
  return fault('printer-unreachable', `${failure.kind}: ${failure.detail}`)
}
