import type { CopyOutcome } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { type CopyContext, type CopyRun, cannotBeTold, delivered, notDelivered, soughtOf } from './copy-run.ts'
import { blamesDocument, type JobReading, type JobWord, printedOneSided, wordOf } from './job-state.ts'
import { type EndVerdict, judgeEnd } from './judge-end.ts'
import { dueFor, type LifeMovement } from './life-counter.ts'
import { lifeSince } from './life-evidence.ts'
import { type PrinterSight, runBetween, type Sight } from './sight.ts'
import { look } from './standing.ts'
import type { Tracker } from './tracker.ts'

/** An end that was not counted, or that is a failure, is believed when nothing has moved for so long. */
const UNCOUNTED_MS = 2_000

/** Takes in one reading; the outcome, once there is one. */
export async function takeIn(
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
  const [life, nowMs, blocking] = [lifeOf(run, printer), clock.monotonic(), watch.blocking()]
  tracker.take(reading, life, nowMs)
  if (printedOneSided(reading, run.layout)) watch.refused(fault('printer-refused', 'printed on one side'))
  run.overMs = printer.state === 'processing' ? null : (run.overMs ?? nowMs)
  const { upTimeSeconds } = printer
  if (word.kind !== 'failed' && printer.state === 'processing') run.toldInsideAtSeconds ??= upTimeSeconds
  const toldTooEarly = (run.toldInsideAtSeconds ?? 0) > (upTimeSeconds ?? Number.POSITIVE_INFINITY)
  const verdict = judgeEnd({
    ...{ toldTooEarly, word, life, printer, blocking, lifeMoves: lifeMoves(context, run), uncountedMs: UNCOUNTED_MS },
    ...{ counted: tracker.counted(), quietMs: tracker.quietMs(nowMs), graceMs: tracker.graceMs() },
    ...{ countStoodAtZero: tracker.countStoodAtZero(), stoppedByUs: run.stoppedFor !== null },
    countFollowed: tracker.countFollowed() && tracker.neverBlocked(),
    quietAfterMs: timing.quietAfterMs,
  })
  const atMs = run.overMs ?? nowMs
  if (verdict.kind === 'delivered' || verdict.kind === 'cannot-be-told')
    remember(context, run, { verdict, life, atMs, nowMs })
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
      context.watch.obeyed()
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

/** A copy that came out by another proof measures the life counter, from the moment when all was over. */
function remember(
  { learned }: CopyContext,
  run: CopyRun,
  how: {
    readonly verdict: Extract<EndVerdict, { kind: 'delivered' | 'cannot-be-told' }>
    readonly life: LifeMovement
    readonly atMs: number
    readonly nowMs: number
  },
): void {
  const { verdict, life, atMs, nowMs } = how
  const { standing, layout } = run
  if (standing === null || standing.atWork || run.othersSeen()) return
  if (verdict.lifeStands) learned.life.stoodStill(standing, dueFor(layout), atMs)
  else if (verdict.kind === 'cannot-be-told') return
  else if (life.kind === 'whole') learned.life.followed(nowMs - atMs)
  else learned.life.owes(standing.lifeCounters === 'lagging' ? null : standing, dueFor(layout), atMs)
  run.isCounted = true
}

/** The life counter's word of this copy, with what was found out about it since the copy was sent. */
function lifeOf(run: CopyRun, sight: Sight): LifeMovement {
  return lifeSince(soughtOf(run), run.layout, sight, run.standing ? runBetween(run.standing, sight) : 'unknown')
}

function lifeMoves({ learned }: CopyContext, run: CopyRun): boolean {
  return learned.life.worth() === 'moves' || run.lifeWord() === 'moves'
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
