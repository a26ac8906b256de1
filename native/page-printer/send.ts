import type { CopyOrder, CopyOutcome, CopyRecord } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import type { IppFailure } from '../ipp/client.ts'
import { type AfterBreak, afterBreak } from './after-break.ts'
import { isPassing, jobIdIn, unsupportedIn } from './connection.ts'
import { type CopyContext, type CopyRun, cannotBeTold, notDelivered, passOnCancel, soughtOf } from './copy-run.ts'
import { hasEnded } from './job-state.ts'
import { isAfterOthers, isOurs } from './kinship.ts'
import { lifeSince } from './life-evidence.ts'
import { runBetween } from './sight.ts'
import { learnNames, look, takeStanding } from './standing.ts'

/** Where sending a copy has led: a job at the printer, or an end without one. */
export type Sent =
  | { readonly kind: 'job'; readonly jobId: number }
  | { readonly kind: 'ended'; readonly outcome: CopyOutcome }

/**
 * Hands a copy to the printer, once. Before its first byte leaves, what the printer says of itself is on record. It is offered again
 * only when it is proven not to have arrived: no connection came about, or the printer's own books show it. A refusal is no proof,
 * for printers were seen to say that they are busy and print. Waits for a busy or absent printer, both within bounds.
 */
export async function sendCopy(context: CopyContext, run: CopyRun, copy: CopyOrder, record: CopyRecord): Promise<Sent> {
  const { clock, connection, pauses, timing } = context
  const startMs = clock.monotonic()
  const withdrawn = () => run.cancelRequestedMs !== null
  for (;;) {
    if (withdrawn()) return ended(unsent(run, fault('printer-aborted', 'cancelled unsent'), 'cancelled unsent'))
    const standing = await takeStanding(context)
    if (!standing.ok) {
      const why = fault('printer-unreachable', `${standing.error.kind}: ${standing.error.detail}`)
      if (clock.monotonic() - startMs >= timing.lostAfterMs) return ended(unsent(run, why, 'never offered'))
      if (clock.monotonic() - startMs >= timing.heldAfterMs || standing.error.kind === 'unreachable') run.tell(0, why)
      await pauses.pause(timing.retryMs)
      continue
    }
    if (withdrawn()) continue
    context.surplus.offered()
    run.offer(standing.value, clock.monotonic())
    record.sending(standing.value)
    const answer = await connection.printJob(copy)
    if (answer.ok && answer.value.jobId !== null) {
      const { jobId, substituted } = answer.value
      accepted(context, run, record, jobId)
      if (substituted.length > 0) await refuseSubstitution(context, run, substituted)
      return { kind: 'job', jobId }
    }

    const failure = answer.ok ? null : answer.error
    if (failure?.kind === 'unreachable') {
      const why = fault('printer-unreachable', failure.detail)
      if (clock.monotonic() - startMs >= timing.lostAfterMs) return ended(unsent(run, why, 'no connection'))
      run.tell(0, why)
      await pauses.pause(timing.retryMs)
      continue
    }
    const after: AfterBreak | 'as-it-says' =
      failure?.kind === 'refused' ? await afterRefusal(context, run, failure) : await afterBreak(context, run)
    if (after === 'as-it-says' && failure?.kind === 'refused') {
      const why = refusal(failure)
      if (!isPassing(failure)) {
        context.watch.refused(why)
        return ended(refused(run, why, failure.detail))
      }
      const waitedMs = clock.monotonic() - startMs
      if (waitedMs >= timing.busyForMs) return ended(refused(run, context.watch.blocking() ?? why, failure.detail))
      // Busy for ever must not be two minutes without a word.
      if (waitedMs >= timing.heldAfterMs) run.tell(0, context.watch.blocking() ?? fault('printer-busy', failure.detail))
      await pauses.pause(timing.retryMs)
    } else if (after !== 'as-it-says') {
      if (after.kind === 'found') {
        if (failure?.kind === 'refused' && !isPassing(failure)) run.refusal = refusal(failure)
        accepted(context, run, record, after.jobId)
        return { kind: 'job', jobId: after.jobId }
      }
      if (after.kind !== 'never-arrived') return ended(after)
      // Taken by its own word: then it is not offered a second time, whatever its books say.
      if (failure === null) return ended(cannotBeTold(run, `taken without a job, then ${after.evidence}`))
      if (clock.monotonic() - startMs >= timing.lostAfterMs) {
        return ended(unsent(run, fault('printer-unreachable', after.evidence), after.evidence))
      }
    }
  }
}

function accepted(context: CopyContext, run: CopyRun, record: CopyRecord, jobId: number): void {
  run.jobId = jobId
  record.accepted(jobId)
  if (isAfterOthers(run.standing, jobId)) run.sawOthers()
  const { connection, learned } = context
  if (learned.keepsNames !== null) return
  void connection.jobs().then(jobs => {
    if (jobs.ok) learnNames(learned, jobs.value, jobId, run.jobName)
  })
}

/** What comes out is not what was ordered: it is stopped, and nobody orders until the printer can do it again. */
async function refuseSubstitution(context: CopyContext, run: CopyRun, substituted: readonly string[]): Promise<void> {
  run.stoppedFor = fault('printer-refused', `accepted without ${substituted.join(' ')}`)
  context.watch.refused(run.stoppedFor)
  run.cancelRequestedMs ??= context.clock.monotonic()
  await passOnCancel(context, run)
}

/** So many looks after a refusal see whether the printer works on the copy all the same. */
const LOOKS_AFTER_REFUSAL = 2
/** Refusals from here on blame the printer, not what it was asked (RFC 8011 section B.1.5): they say little about what it did. */
const SERVER_ERRORS = 0x0500

/**
 * What a refusal is worth. A job in the answer or in the list, a life counter that moved, or a printer that was idle and is at work
 * now: then it has taken the copy whatever it says. A refusal that blames the printer counts only where it was at work before, or
 * was watched all the while and never was. Otherwise it is as it says.
 */
async function afterRefusal(
  context: CopyContext,
  run: CopyRun,
  failure: IppFailure & { readonly kind: 'refused' },
): Promise<AfterBreak | 'as-it-says'> {
  const { clock, connection, pauses, sightings, timing } = context
  const jobId = jobIdIn(failure.answer)
  // Some printers refuse and yet make a job: what became of it is asked of the job.
  if (jobId !== null) return { kind: 'found', jobId }
  const wasAtWork = run.standing?.atWork ?? false
  // Its answer was heard: what it took in spite of it does not come late.
  const lookOn = () => afterBreak(context, run, { absentAfterMs: timing.settleMs })
  for (let looks = 0; looks < LOOKS_AFTER_REFUSAL; looks++) {
    await pauses.pause(timing.retryMs / LOOKS_AFTER_REFUSAL)
    const seen = await look(connection, clock, sightings)
    if (!seen.ok) return lookOn()
    const { jobs, state } = seen.value
    const between = run.standing ? runBetween(run.standing, seen.value) : 'unknown'
    const ours = jobs?.find(job => job.id !== null && isOurs(job, soughtOf(run), between))
    if (ours) return { kind: 'found', jobId: ours.id! }
    const { kind: moved } = lifeSince(soughtOf(run), run.layout, seen.value, between)
    const foreign = jobs?.some(job => !hasEnded(job)) ?? false
    const atWorkOnIt = !wasAtWork && state === 'processing' && !foreign
    if (atWorkOnIt || moved === 'part' || moved === 'whole') return lookOn()
  }
  const watched = wasAtWork || sightings.neverAtWork(run.offeredMs!)
  return failure.status < SERVER_ERRORS || watched ? 'as-it-says' : lookOn()
}

function refusal(failure: IppFailure & { kind: 'refused' }) {
  return fault('printer-refused', [failure.detail, ...unsupportedIn(failure.answer)].join(' ').slice(0, 200))
}

/** The printer has said no to it; whether it keeps to that is still to be seen. */
function refused(run: CopyRun, why: Fault, evidence: string): CopyOutcome {
  return notDelivered(run, why, { proof: 'printer-said-no', evidence, atPrinter: true })
}

/** Not a byte of it has reached the printer. */
function unsent(run: CopyRun, why: Fault, evidence: string): CopyOutcome {
  return notDelivered(run, why, { proof: 'printer-said-no', evidence, atPrinter: false })
}

function ended(outcome: CopyOutcome): Sent {
  return { kind: 'ended', outcome }
}
