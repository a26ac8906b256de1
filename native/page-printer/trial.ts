import type { Clock } from '../../src/clock.ts'
import { type Fault, fault } from '../../src/fault.ts'
import type { PrinterConnection } from './connection.ts'
import type { PrinterTiming } from './timing.ts'

/** Knows whether the printer takes what we send, before anybody pays for it: it is asked (Validate-Job), and its refusals count. */
export interface Trial {
  /** Why it would not take a copy as we send it, or do otherwise than ordered; null while it would. */
  refusal(): Fault | null
  /** Asks, if it is time. */
  make(): Promise<void>
  /** The printer has refused a copy, or done otherwise. */
  refused(why: Fault): void
  /** A copy came out as ordered: refusals of before are no reason to wait longer the next time. */
  obeyed(): void
  /** What it could do before says nothing of now: it was away, began anew, or was set otherwise. */
  startAnew(): void
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
/** A trial without a verdict is made again after so long. */
const NO_VERDICT_AGAIN_MS = 10_000
/** A printer that passes the trial and refuses the copy is left alone for twice as long each time, so often at most. */
const DOUBLINGS_MAX = 6

export function createTrial(connection: PrinterConnection, clock: Clock, timing: PrinterTiming): Trial {
  let refusal: Fault | null = null
  let refusals = 0
  let dueMs = 0
  return {
    refusal: () => refusal,
    make: async () => {
      if (clock.monotonic() < dueMs) return
      const answer = await connection.validateJob()
      const verdict = answer.ok || (answer.error.kind === 'refused' && !NO_VERDICT.includes(answer.error.detail))
      dueMs = clock.monotonic() + (verdict ? timing.validateAgainMs : NO_VERDICT_AGAIN_MS)
      if (!verdict) return
      if (!answer.ok) refusal = fault('printer-refused', answer.error.detail)
      else if (answer.value.length > 0) refusal = fault('printer-refused', `would ignore ${answer.value.join(' ')}`)
      else refusal = null
    },
    refused: why => {
      refusal = why
      // The trial may say that all is well, as it did before: then the refusal stands for a while all the same.
      dueMs = clock.monotonic() + timing.validateAgainMs * 2 ** Math.min(refusals, DOUBLINGS_MAX)
      refusals++
    },
    obeyed: () => {
      // What came out otherwise than ordered stands as a refusal by now.
      if (refusal === null) refusals = 0
    },
    startAnew: () => {
      dueMs = 0
      refusals = 0
    },
  }
}
