import { type CopyOutcome, sheetsOf } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import type { IppFailure } from '../ipp/client.ts'
import { type CopyContext, type CopyRun, notDelivered, passOnCancel, unknown } from './copy-run.ts'
import { findJob } from './find-job.ts'
import { blamesDocument, type JobReading } from './job-state.ts'
import { createTracker, type Step, type Tracker } from './tracker.ts'

/**
 * Follows a job to its end by asking for it again and again. A printer that falls silent is waited for; a job
 * that is gone is looked for by its name, since a printer numbers its jobs anew after a power cut.
 */
export async function followJob(context: CopyContext, run: CopyRun, firstJobId: number): Promise<CopyOutcome> {
  const { clock, connection, pauses, timing, watch, sides, counter } = context
  const startMs = clock.monotonic()
  const tracker = createTracker({ pages: run.pages, sides, counter }, timing, startMs)
  let answeredMs = startMs
  let nameAtPrinter: string | null = null
  run.jobId = firstJobId

  for (;;) {
    await passOnCancel(context, run)
    const answer = await connection.job(run.jobId)
    const nowMs = clock.monotonic()
    if (answer.ok && (nameAtPrinter === null || answer.value.name === nameAtPrinter)) {
      nameAtPrinter = answer.value.name
      answeredMs = nowMs
      const step = tracker.take(answer.value, watch.blocking(), nowMs)
      run.tell(tracker.sheets(), step.kind === 'under-way' ? step.stalled : null)
      const outcome = await conclude(context, run, { step, reading: answer.value, tracker })
      if (outcome) return outcome
    } else if (answer.ok || isGone(answer.error)) {
      if (tracker.complete()) return delivered(context, run, 'counted')
      const found = await findJob(connection, run.jobName)
      if (found.ok && found.value !== null) run.jobId = found.value
      const patience = nameAtPrinter === null ? timing.counterGraceMs : 0
      if (found.ok && found.value === null && nowMs - startMs >= patience) {
        return unknown(run, 'printer-outcome-unknown', 'the printer has forgotten the job')
      }
    } else if (answer.error.kind === 'unreachable' || nowMs - answeredMs >= timing.requestTimeoutMs) {
      // One answer that went astray is no stall.
      run.tell(0, fault('printer-unreachable', `${answer.error.kind}: ${answer.error.detail}`))
    }

    if (nowMs - answeredMs >= timing.lostAfterMs) return unknown(run, 'printer-outcome-unknown', 'the printer was lost')
    if (run.cancelRequestedMs !== null && nowMs - run.cancelRequestedMs >= timing.cancelGraceMs) {
      return unknown(run, 'printer-outcome-unknown', 'cancelled, but the printer has not ended the job')
    }
    await pauses.pause(timing.pollMs)
  }
}

interface LastWord {
  readonly step: Step
  readonly reading: JobReading
  readonly tracker: Tracker
}

/** The outcome, once the job has ended; null before. */
async function conclude(context: CopyContext, run: CopyRun, last: LastWord): Promise<CopyOutcome | null> {
  const { watch } = context
  const { step, reading, tracker } = last
  if (step.kind === 'under-way') return null
  if (step.kind === 'delivered' && step.evidence === 'counted') return delivered(context, run, 'counted')
  await watch.refresh()
  const blocking = watch.blocking()
  switch (step.kind) {
    case 'delivered':
      // Nobody counted, and paper lies in the way: the printer's word that all is well is no evidence.
      return blocking && PAPER_IN_THE_WAY.includes(blocking.code)
        ? unknown(run, 'printer-outcome-unknown', `completed without a count, and ${blocking.code}`)
        : delivered(context, run, 'job-completed')
    case 'miscounted':
      return notDelivered(run, blocking ?? fault('printer-outcome-unknown', 'completed, but too few sheets counted'))
    case 'failed':
      return notDelivered(run, whyFailed(reading, blocking ?? tracker.lastBlocking()))
  }
}

const PAPER_IN_THE_WAY: readonly Fault['code'][] = ['printer-jam', 'printer-cover-open']

function whyFailed(reading: JobReading, blocking: Fault | null): Fault {
  const reasons = reading.reasons.join(' ').slice(0, 200)
  if (blamesDocument(reading)) return fault('printer-refused', reasons)
  return blocking ?? fault('printer-aborted', reasons)
}

function delivered({ sides }: CopyContext, run: CopyRun, evidence: 'counted' | 'job-completed'): CopyOutcome {
  return { kind: 'delivered', sheetsDelivered: sheetsOf(run.pages, sides), evidence }
}

function isGone(failure: IppFailure): boolean {
  const gone = ['client-error-not-found', 'client-error-gone']
  return failure.kind === 'refused' && gone.includes(failure.detail)
}
