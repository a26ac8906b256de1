import type { CopyOutcome, NeverArrived } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { ok, type Result } from '../../src/result.ts'
import type { IppFailure } from '../ipp/client.ts'
import { afterBreak } from './after-break.ts'
import { isGone } from './connection.ts'
import {
  type CopyContext,
  type CopyRun,
  cannotBeTold,
  delivered,
  notDelivered,
  passOnCancel,
  soughtOf,
} from './copy-run.ts'
import { blamesDocument, type JobReading, type JobWord, printedOneSided, wordOf } from './job-state.ts'
import { type EndVerdict, judgeEnd } from './judge-end.ts'
import { isOurs } from './kinship.ts'
import type { LifeMovement } from './life-counter.ts'
import { lifeSince } from './life-evidence.ts'
import { type PrinterSight, runBetween, type Sight } from './sight.ts'
import { look } from './standing.ts'
import { createTracker, type Tracker } from './tracker.ts'

/** An end that was not counted, or that is a failure, is believed when nothing has moved for so long. */
const UNCOUNTED_MS = 2_000

/** Takes the thread up where it was lost and follows the copy to its end. */
export async function resume(context: CopyContext, run: CopyRun): Promise<CopyOutcome | NeverArrived> {
  const found = await afterBreak(context, run, context.timing.startsWithinMs)
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
    const answer = await patiently(context, run, () => askForJob(context, run))
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

/** A question that takes long is a stall for whoever waits, long before it is given up. */
async function patiently<T>({ clock, timing }: CopyContext, run: CopyRun, ask: () => Promise<T>): Promise<T> {
  const silent = () => run.tell(0, fault('printer-unreachable', `no answer in ${2 * timing.requestTimeoutMs} ms`))
  const callOff = clock.after(2 * timing.requestTimeoutMs, silent)
  try {
    return await ask()
  } finally {
    callOff()
  }
}

/** What the printer says of the run's job; null when it has no such job, or gave its number to another one. */
async function askForJob(context: CopyContext, run: CopyRun): Promise<Result<JobReading | null, IppFailure>> {
  const { connection, sightings } = context
  const answer = await connection.job(run.jobId!)
  if (!answer.ok && !isUnsupported(answer.error)) return answer
  let reading: JobReading | null
  if (answer.ok) reading = answer.value
  else {
    const jobs = await connection.jobs()
    if (!jobs.ok) return jobs
    reading = jobs.value?.find(job => job.id === run.jobId) ?? null
  }
  if (reading === null || (run.nameAtPrinter !== null && reading.name !== run.nameAtPrinter)) return ok(null)
  const latest = sightings.latest()
  const anew = run.standing && latest && runBetween(run.standing, { ...latest, jobs: null }) === 'another'
  return ok(anew && !isOurs(reading, soughtOf(run), 'another') ? null : reading)
}

function isUnsupported(failure: IppFailure): boolean {
  return failure.kind === 'refused' && failure.detail === 'server-error-operation-not-supported'
}

/** Takes in one reading; the outcome, once there is one. */
async function takeIn(
  context: CopyContext,
  run: CopyRun,
  tracker: Tracker,
  reading: JobReading,
): Promise<CopyOutcome | null> {
  const { clock, connection, sightings, timing, watch } = context
  const word = wordOf(reading)
  if (word.kind === 'under-way') {
    tracker.take(reading, { kind: 'unknown' }, clock.monotonic())
    run.tell(tracker.sheets(), tracker.stall(word, watch.blocking(), clock.monotonic()))
    return null
  }
  // An end: what the printer itself says must be of now, and so must its list, for another job moves its life counter as well.
  const seen = await look(connection, clock, sightings)
  if (!seen.ok || !(await watch.refresh())) return null
  const printer: Sight = seen.value
  const [life, nowMs, blocking] = [lifeOf(context, run, printer), clock.monotonic(), watch.blocking()]
  tracker.take(reading, life, nowMs)
  if (printedOneSided(reading, run.layout)) watch.refused(fault('printer-refused', 'printed on one side'))
  const { upTimeSeconds } = printer
  if (word.kind !== 'failed' && printer.state === 'processing') run.toldInsideAtSeconds ??= upTimeSeconds
  const toldTooEarly = (run.toldInsideAtSeconds ?? 0) > (upTimeSeconds ?? Number.POSITIVE_INFINITY)
  const verdict = judgeEnd({
    ...{ toldTooEarly, word, life, printer, blocking, lifeMoves: lifeMoves(context, run), uncountedMs: UNCOUNTED_MS },
    ...{ counted: tracker.counted(), quietMs: tracker.quietMs(nowMs), graceMs: tracker.graceMs() },
    quietAfterMs: timing.quietAfterMs,
  })
  run.tell(tracker.sheets(), verdict.kind === 'wait' && printer.state === 'stopped' ? blocking : null)
  return conclude(context, run, { verdict, word, reading, blocking: blocking ?? tracker.lastBlocking(), printer })
}

interface LastWord {
  readonly verdict: EndVerdict
  readonly word: JobWord
  readonly reading: JobReading
  readonly blocking: Fault | null
  readonly printer: PrinterSight
}

/** The outcome that a verdict stands for, with what the printer said. */
function conclude(context: CopyContext, run: CopyRun, last: LastWord): CopyOutcome | null {
  const { verdict, reading, blocking, printer } = last
  const said = saidOf(run, reading, printer)
  switch (verdict.kind) {
    case 'wait':
      return null
    case 'delivered':
      remember(context, run, verdict.proof)
      return delivered(run, verdict.proof, `${verdict.evidence}; ${said}`)
    case 'cannot-be-told':
      return cannotBeTold(run, `${verdict.evidence}; ${said}`)
    case 'failed': {
      if (run.refusal) context.watch.refused(run.refusal)
      const why = run.stoppedFor ?? run.refusal ?? whyFailed(reading, blocking)
      const atPrinter = printer.state !== 'idle'
      return notDelivered(run, why, {
        proof: 'printer-said-no',
        evidence: said,
        atPrinter,
      })
    }
  }
}

/** A copy that came out by another proof measures the life counter. */
function remember({ learned, clock }: CopyContext, { standing, layout }: CopyRun, proof: string): void {
  if (proof === 'life-counter') learned.life = 'moves'
  else if (standing) learned.delivered = { standing, layout, endedMs: clock.monotonic() }
}

/** The life counter's word of this copy, with what was found out about it since the copy was sent. */
function lifeOf({ learned }: CopyContext, run: CopyRun, sight: Sight): LifeMovement {
  const { standing, layout } = run
  const moved = lifeSince(soughtOf(run), layout, sight, standing ? runBetween(standing, sight) : 'unknown')
  return moved.kind === 'none' && learned.life === 'frozen' ? { kind: 'unknown' } : moved
}

function lifeMoves({ learned }: CopyContext, { standing }: CopyRun): boolean {
  return learned.life === 'moves' || standing?.lifeCounters === 'moves'
}

function whyFailed(reading: JobReading, blocking: Fault | null): Fault {
  const reasons = reading.reasons.join(' ').slice(0, 200)
  if (blamesDocument(reading)) return fault('printer-refused', reasons)
  return blocking ?? fault('printer-aborted', reasons)
}

/** What the printer said last, in few words. */
function saidOf(run: CopyRun, reading: JobReading, printer: PrinterSight): string {
  const { state, reasons, impressions, sheets } = reading
  const counts = `impressions ${impressions ?? '-'}/${run.layout.pages} sheets ${sheets ?? '-'}`
  const ever = `ever ${printer.impressionsEver ?? '-'} ${printer.sheetsEver ?? '-'}`
  const before = run.standing ? `after ${run.standing.impressionsEver ?? '-'} ${run.standing.sheetsEver ?? '-'}` : ''
  return `job ${run.jobId} ${state} ${reasons.join(' ')}; ${counts}; ${ever} ${before}`.trim().slice(0, 220)
}
