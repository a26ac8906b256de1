import type { Clock } from '../../src/clock.ts'
import type { CopyOrder, CopyOutcome, CopyProgress, PagePrinter } from '../../src/contract/devices.ts'
import { type IppExchange, ippRequest } from '../ipp/client.ts'
import { createConnection } from './connection.ts'
import { type CopyContext, type CopyRun, createRun, passOnCancel, unknown } from './copy-run.ts'
import { findJob } from './find-job.ts'
import { followJob } from './follow.ts'
import type { CopyLayout } from './job-state.ts'
import { createPauses } from './pauses.ts'
import { sendCopy } from './send.ts'
import { DEFAULT_TIMING, type PrinterTiming } from './timing.ts'
import { createWatch } from './watch.ts'

export interface PagePrinterOptions extends Partial<PrinterTiming> {
  /** `ipp://host[:port]/path` of the printer itself. Never a queue in front of it: a queue counts what it has sent on. */
  readonly uri: string
  readonly sides: PagePrinter['sides']
  /** A PWG media name (PWG 5101.1); A4 unless told. */
  readonly media?: string
  readonly clock: Clock
  /** `ignored` for a model whose job counters are known to be wrong: a finished job is then the best evidence there is. */
  readonly counter?: CopyLayout['counter']
  /** Reasons, exactly as this printer says them, that mean nothing here. */
  readonly ignoredReasons?: readonly string[]
  /** How one request is made; over HTTP unless told. */
  readonly exchange?: IppExchange
}

/**
 * A page printer that speaks IPP (RFC 8011). A copy is one job with a name of its own, so that its end can be asked for. A copy
 * that is under way at `close()` has no outcome: its promise stays open, and `followCopy` takes it up after the next start.
 */
export function createPagePrinter(options: PagePrinterOptions): PagePrinter {
  const { uri, sides, media = 'iso_a4_210x297mm', clock, exchange = ippRequest } = options
  const { counter = 'reported', ignoredReasons = [] } = options
  const timing: PrinterTiming = { ...DEFAULT_TIMING, ...options }
  const { requestTimeoutMs, sendTimeoutMs } = timing
  const connection = createConnection({ uri, sides, media, clock, exchange, requestTimeoutMs, sendTimeoutMs })
  const watch = createWatch({ connection, clock, timing, ignoredReasons })
  const pauses = createPauses(clock)
  const listing: CopyContext['listing'] = { verdict: 'untried' }
  const context: CopyContext = { connection, watch, clock, pauses, timing, sides, counter, listing }
  const underWay = new Map<string, { readonly run: CopyRun; readonly outcome: Promise<CopyOutcome> }>()

  /** A copy that is under way already is never begun again: whoever asks twice gets the one outcome. */
  const begin = (
    order: Omit<CopyOrder, 'pdf'>,
    onProgress: (progress: CopyProgress) => void,
    perform: (run: CopyRun) => Promise<CopyOutcome>,
  ): Promise<CopyOutcome> => {
    const already = underWay.get(order.jobName)
    if (already) return already.outcome
    const run = createRun(order, onProgress)
    const relax = watch.hurry()
    const outcome = perform(run).finally(() => {
      underWay.delete(order.jobName)
      relax()
    })
    underWay.set(order.jobName, { run, outcome })
    return outcome
  }

  return {
    sides,
    open: watch.open,
    close: async () => {
      watch.close()
      pauses.close()
    },
    fault: watch.fault,
    onFault: watch.onFault,
    warnings: watch.warnings,
    async has(jobName) {
      if (underWay.has(jobName)) return 'yes'
      const found = await findJob(connection, jobName)
      if (!found.ok) return 'unreachable'
      if (found.value !== null) return 'yes'
      return listing.verdict === 'worthless' ? 'unreachable' : 'no'
    },
    printCopy: (copy, onProgress) =>
      begin(copy, onProgress, async run => {
        const sent = await sendCopy(context, run, copy)
        return sent.kind === 'job' ? followJob(context, run, sent.jobId) : sent.outcome
      }),
    followCopy: (copy, onProgress) =>
      begin(copy, onProgress, async run => {
        const jobId = await findAgain(context, run)
        return jobId === null
          ? unknown(run, 'printer-outcome-unknown', 'the printer has no such job, or is lost')
          : followJob(context, run, jobId)
      }),
    async cancelCopy(jobName) {
      const run = underWay.get(jobName)?.run
      if (run) {
        run.cancelRequestedMs ??= clock.monotonic()
        await passOnCancel(context, run)
        return
      }
      const found = await findJob(connection, jobName)
      if (found.ok && found.value !== null) await connection.cancelJob(found.value)
    },
  }
}

/** The job of a copy that was sent before a break; waits for a silent printer as long as for one that falls silent. */
async function findAgain({ clock, connection, pauses, timing }: CopyContext, run: CopyRun): Promise<number | null> {
  const startMs = clock.monotonic()
  for (;;) {
    const found = await findJob(connection, run.jobName)
    if (found.ok) return found.value
    if (clock.monotonic() - startMs >= timing.lostAfterMs) return null
    await pauses.pause(timing.retryMs)
  }
}
