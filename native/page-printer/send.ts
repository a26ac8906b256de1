import type { CopyOrder, CopyOutcome } from '../../src/contract/devices.ts'
import { fault } from '../../src/fault.ts'
import type { IppFailure } from '../ipp/client.ts'
import { groupsOf } from '../ipp/read.ts'
import { jobIdIn } from './connection.ts'
import { type CopyContext, type CopyRun, notDelivered, unknown } from './copy-run.ts'
import { lookForSent, proveListing } from './find-job.ts'

/** Where sending a copy has led: a job at the printer, or an end without one. */
export type Sent =
  | { readonly kind: 'job'; readonly jobId: number }
  | { readonly kind: 'ended'; readonly outcome: CopyOutcome }

/** Refusals that pass by themselves. */
const PASSING = [
  'server-error-busy',
  'server-error-temporary-error',
  'server-error-not-accepting-jobs',
  'server-error-service-unavailable',
]

/**
 * Hands a copy to the printer, once. It is offered again only when the printer said no, could not be reached at all, or its own
 * list shows that the copy never arrived. Waits for a busy or absent printer, both within bounds.
 */
export async function sendCopy(context: CopyContext, run: CopyRun, copy: CopyOrder): Promise<Sent> {
  const { clock, connection, pauses, timing } = context
  const startMs = clock.monotonic()
  for (;;) {
    if (run.cancelRequestedMs !== null) return ended(notDelivered(run, fault('printer-aborted', 'cancelled unsent')))
    const answer = await connection.printJob(copy)
    if (answer.ok && answer.value !== null) {
      void proveListing(context, copy.jobName)
      return { kind: 'job', jobId: answer.value }
    }
    const failure = answer.ok ? null : answer.error
    const waitedMs = clock.monotonic() - startMs
    if (failure?.kind === 'unreachable') {
      const why = fault('printer-unreachable', failure.detail)
      if (waitedMs >= timing.lostAfterMs) return ended(notDelivered(run, why))
      run.tell(0, why)
    } else if (failure?.kind === 'refused') {
      const jobId = jobIdIn(failure.answer)
      // Some printers refuse and yet make a job: what became of it is asked of the job.
      if (jobId !== null) return { kind: 'job', jobId }
      if (!PASSING.includes(failure.detail)) return ended(notDelivered(run, refusal(failure)))
      if (waitedMs >= timing.busyForMs) return ended(notDelivered(run, context.watch.blocking() ?? refusal(failure)))
      run.tell(0, null)
    } else {
      const found = await lookForSent(context, run)
      if (typeof found === 'number') return { kind: 'job', jobId: found }
      // Taken by its own word and yet not in its list: to send again could print it twice.
      if (found === 'no-telling' || failure === null) {
        return ended(unknown(run, 'printer-outcome-unknown', `sent, then ${failure?.detail ?? 'no job to be found'}`))
      }
      if (clock.monotonic() - startMs >= timing.lostAfterMs) {
        return ended(notDelivered(run, fault('printer-unreachable', failure.detail)))
      }
    }
    await pauses.pause(timing.retryMs)
  }
}

function refusal(failure: IppFailure & { kind: 'refused' }) {
  const unsupported = groupsOf(failure.answer, 'unsupported').flatMap(group => [...group.keys()])
  return fault('printer-refused', [failure.detail, ...unsupported].join(' ').slice(0, 200))
}

function ended(outcome: CopyOutcome): Sent {
  return { kind: 'ended', outcome }
}
