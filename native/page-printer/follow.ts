import type { CopyOutcome, NeverArrived } from '../../src/contract/devices.ts'
import { fault } from '../../src/fault.ts'
import { ok, type Result } from '../../src/result.ts'
import type { IppFailure } from '../ipp/client.ts'
import { afterBreak } from './after-break.ts'
import { isGone } from './connection.ts'
import { type CopyContext, type CopyRun, cannotBeTold, passOnCancel, soughtOf } from './copy-run.ts'
import { takeIn } from './end-of-copy.ts'
import type { JobReading } from './job-state.ts'
import { isOurs } from './kinship.ts'
import { runBetween } from './sight.ts'
import { createTracker } from './tracker.ts'

/** Takes the thread up where it was lost and follows the copy to its end. */
export async function resume(context: CopyContext, run: CopyRun): Promise<CopyOutcome | NeverArrived> {
  const found = await afterBreak(context, run, { lostAfterMs: context.timing.startsWithinMs })
  return found.kind === 'found' ? followJob(context, run, found.jobId) : found
}

/**
 * Follows a job to its end by asking for it again and again, with patience for a printer that is slow to answer while it works. One
 * that falls silent is waited for; a job that is gone is judged by what else the printer says.
 */
export async function followJob(context: CopyContext, run: CopyRun, jobId: number): Promise<CopyOutcome> {
  const { clock, pauses, timing } = context
  const startMs = clock.monotonic()
  const tracker = createTracker(run.layout, timing, startMs, run.sheetsDelivered())
  let answeredMs = startMs
  run.jobId = jobId

  for (;;) {
    await passOnCancel(context, run)
    const answer = await askForJob(context, run)
    const nowMs = clock.monotonic()
    if (answer.ok && answer.value !== null) {
      answeredMs = nowMs
      run.nameAtPrinter ??= answer.value.name
      const outcome = await takeIn(context, run, tracker, answer.value)
      if (outcome) return outcome
    } else if (answer.ok || isGone(answer.error)) {
      answeredMs = nowMs
      const after = await afterBreak(context, run)
      // Its number was ours once: whatever the printer has forgotten, it is not offered a second time.
      if (after.kind === 'never-arrived') return cannotBeTold(run, `taken, then ${after.evidence}`)
      if (after.kind !== 'found') return after
      answeredMs = clock.monotonic()
      // Listed, and not known by its number: then it is followed in the list.
      if (after.jobId === run.jobId) run.byList = true
      run.jobId = after.jobId
    } else if (answer.error.kind === 'unreachable' || nowMs - answeredMs >= timing.requestTimeoutMs) {
      // One answer that went astray is no stall.
      run.tell(0, fault('printer-unreachable', `${answer.error.kind}: ${answer.error.detail}`))
    }

    if (nowMs - answeredMs >= timing.lostAfterMs) return cannotBeTold(run, 'the printer was lost')
    if (run.cancelRequestedMs !== null && nowMs - run.cancelRequestedMs >= timing.cancelGraceMs) {
      return cannotBeTold(run, 'cancelled, but the printer has not ended the job')
    }
    await pauses.pause(timing.pollMs)
  }
}

/** What the printer says of the run's job; null when it has no such job, or gave its number to another one. */
async function askForJob(context: CopyContext, run: CopyRun): Promise<Result<JobReading | null, IppFailure>> {
  const { connection, sightings } = context
  const answer = run.byList ? null : await connection.job(run.jobId!)
  if (answer && !answer.ok && !isUnsupported(answer.error)) return answer
  const listed = answer?.ok ? null : await connection.jobs()
  if (listed && !listed.ok) return listed
  const reading = answer?.ok ? answer.value : (listed?.value?.find(job => job.id === run.jobId) ?? null)
  if (reading === null || (run.nameAtPrinter !== null && reading.name !== run.nameAtPrinter)) return ok(null)
  const latest = sightings.latest()
  const anew = run.standing && latest && runBetween(run.standing, { ...latest, jobs: null }) === 'another'
  return ok(anew && !isOurs(reading, soughtOf(run), 'another') ? null : reading)
}

function isUnsupported(failure: IppFailure): boolean {
  return failure.kind === 'refused' && failure.detail === 'server-error-operation-not-supported'
}
