import type { CopyOutcome, NeverArrived } from '../../src/contract/devices.ts'
import { fault } from '../../src/fault.ts'
import type { IppFailure } from '../ipp/client.ts'
import { type CopyContext, type CopyRun, cannotBeTold, delivered, notDelivered, soughtOf } from './copy-run.ts'
import { judgeBreak } from './judge-break.ts'
import { look } from './standing.ts'
import { createSteadiness } from './steadiness.ts'
import type { PrinterTiming } from './timing.ts'

/** Where the thread was taken up: at a job of the printer, or at an end. */
export type AfterBreak = { readonly kind: 'found'; readonly jobId: number } | CopyOutcome | NeverArrived

/**
 * The thread to a copy is lost: its acceptance was not heard, its job is gone, or the station has just started. Looks at the printer
 * until `judgeBreak` can say what became of it. A silent printer is waited for, `lostAfterMs` at most; a job that does not show,
 * for `absentAfterMs` at least.
 */
export async function afterBreak(
  context: CopyContext,
  run: CopyRun,
  waits: Partial<Pick<PrinterTiming, 'lostAfterMs' | 'absentAfterMs'>> = {},
): Promise<AfterBreak> {
  const { clock, connection, pauses, sightings, timing } = context
  const { lostAfterMs, absentAfterMs } = { ...timing, ...waits }
  const startMs = clock.monotonic()
  let answeredMs = startMs
  const steady = createSteadiness(clock, timing.settleMs)

  for (;;) {
    const seen = await look(connection, clock, sightings)
    const nowMs = clock.monotonic()
    if (seen.ok) {
      answeredMs = nowMs
      // Nobody stands there who could not wait for the printer to start; from now on it is to be stopped.
      if (run.withdrawn) run.cancelRequestedMs ??= nowMs
      steady.take(seen.value)
      const neverSeenAtWork = run.offeredMs !== null && sightings.neverAtWork(run.offeredMs)
      const { layout } = run
      const verdict = judgeBreak({
        ...{ sought: soughtOf(run), layout, now: seen.value, settled: steady.settled(), neverSeenAtWork },
        lostForLong: nowMs - startMs >= absentAfterMs,
        sheetsSeen: run.sheetsDelivered(),
      })
      switch (verdict.kind) {
        case 'found':
        case 'never-arrived':
          return verdict
        case 'delivered':
          return delivered(run, verdict.proof, verdict.evidence)
        case 'in-part': {
          run.tell(verdict.sheets, null)
          const why = context.watch.blocking() ?? fault('printer-aborted', verdict.evidence)
          return notDelivered(run, why, { proof: 'proven-absent', evidence: verdict.evidence, atPrinter: false })
        }
        case 'cannot-be-told':
          run.tell(verdict.sheets, null)
          return cannotBeTold(run, verdict.evidence)
        case 'open': {
          // Nothing moves while it is asked, and whoever waits must not wait without a word.
          const isLong = nowMs - startMs >= timing.heldAfterMs
          run.tell(verdict.sheets, context.watch.blocking() ?? (isLong ? fault('printer-checking') : null))
        }
      }
      if (steady.forMs() >= timing.quietAfterMs) return cannotBeTold(run, 'the printer is at work, and not on it')
    } else {
      // It may have lost its list meanwhile, not the sheets that it had printed.
      steady.lose()
      const silent = seen.error.kind === 'unreachable' || nowMs - answeredMs >= timing.requestTimeoutMs
      if (silent) run.tell(0, silence(seen.error))
    }
    const silentMs = nowMs - answeredMs
    if (silentMs >= lostAfterMs) return cannotBeTold(run, 'the printer was lost')
    if (run.cancelRequestedMs !== null && nowMs - run.cancelRequestedMs >= timing.cancelGraceMs) {
      return cannotBeTold(run, 'given up before the printer could tell')
    }
    await pauses.pause(timing.retryMs)
  }
}

function silence({ kind, detail }: IppFailure) {
  return fault('printer-unreachable', `${kind}: ${detail}`)
}
