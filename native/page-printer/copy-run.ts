import type { Clock } from '../../src/clock.ts'
import type { CopyOrder, CopyOutcome, CopyProgress, PagePrinter } from '../../src/contract/devices.ts'
import { type Fault, fault, type PrinterFaultCode } from '../../src/fault.ts'
import type { PrinterConnection } from './connection.ts'
import type { CopyLayout } from './job-state.ts'
import type { Pauses } from './pauses.ts'
import type { PrinterTiming } from './timing.ts'
import type { PrinterWatch } from './watch.ts'

/** What sending and following a copy work with. */
export interface CopyContext {
  readonly connection: PrinterConnection
  readonly watch: PrinterWatch
  readonly clock: Clock
  readonly pauses: Pauses
  readonly timing: PrinterTiming
  readonly sides: PagePrinter['sides']
  readonly counter: CopyLayout['counter']
  readonly listing: ListingTrust
}

/** Whether a job that the printer took was found in its list under our name: if it was not, its list proves nothing. */
export interface ListingTrust {
  verdict: 'untried' | 'keeps-names' | 'worthless'
}

/** One copy under way: its progress as told, and whether someone wants it stopped. */
export interface CopyRun {
  readonly jobName: string
  readonly pages: number
  jobId: number | null
  cancelRequestedMs: number | null
  cancelTaken: boolean
  sheetsDelivered(): number
  /** Tells progress on if it is news. The count never goes down. */
  tell(sheets: number, stalled: Fault | null): void
}

export function createRun(
  { jobName, pages }: Omit<CopyOrder, 'pdf'>,
  onProgress: (progress: CopyProgress) => void,
): CopyRun {
  let told: CopyProgress = { sheetsDelivered: 0, stalled: null }
  return {
    jobName,
    pages,
    jobId: null,
    cancelRequestedMs: null,
    cancelTaken: false,
    sheetsDelivered: () => told.sheetsDelivered,
    tell: (sheets, stalled) => {
      const sheetsDelivered = Math.max(sheets, told.sheetsDelivered)
      if (sheetsDelivered === told.sheetsDelivered && stalled?.code === told.stalled?.code) return
      told = { sheetsDelivered, stalled }
      onProgress(told)
    },
  }
}

/** Asks the printer to stop the copy if that is wanted, its job is known, and the printer has not heard it yet. */
export async function passOnCancel({ connection }: CopyContext, run: CopyRun): Promise<void> {
  if (run.cancelRequestedMs === null || run.cancelTaken || run.jobId === null) return
  run.cancelTaken = true
  const answer = await connection.cancelJob(run.jobId)
  // A refusal is an answer too: the job has ended, or the printer can't stop it.
  if (!answer.ok && answer.error.kind !== 'refused') run.cancelTaken = false
}

export function notDelivered(run: CopyRun, why: Fault): CopyOutcome {
  return { kind: 'not-delivered', sheetsDelivered: run.sheetsDelivered(), fault: why }
}

export function unknown(run: CopyRun, code: PrinterFaultCode, detail: string): CopyOutcome {
  return { kind: 'unknown', sheetsDelivered: run.sheetsDelivered(), fault: fault(code, detail) }
}
