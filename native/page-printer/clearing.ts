import type { Cleared } from '../../src/contract/devices.ts'
import { type CopyContext, type CopyRun, passOnCancel, soughtOf } from './copy-run.ts'
import { countedWhole, countSheets, hasEnded, sheetsIn } from './job-state.ts'
import { isOurs } from './kinship.ts'
import { lifeSince } from './life-evidence.ts'
import { isIdle, runBetween, type Sight } from './sight.ts'
import { look } from './standing.ts'
import { createSteadiness } from './steadiness.ts'

/** For so long it is looked at every second; after that as seldom as an idle printer is. */
const HURRY_MS = 60_000
/** So often all the same while it has stopped: it may be told once more to stop the job. */
const LOOK_AGAIN_MS = 60_000

/**
 * Sees to it that a copy which was given back does not come out in front of somebody else: stops its job, again and again if the
 * printer takes no notice, and resolves when the printer has nothing left to do and says so for a while. A printer that has stopped
 * may hold what it does not tell, so that is waited for as well. What came out of the copy by then is told.
 */
export async function clearCopy(context: CopyContext, run: CopyRun): Promise<Cleared> {
  const { clock, connection, pauses, sightings, timing } = context
  const steady = createSteadiness(clock, timing.settleMs)
  const startMs = clock.monotonic()
  run.cancelRequestedMs = startMs
  for (;;) {
    const seen = await look(connection, clock, sightings)
    if (seen.ok) {
      const sight: Sight = seen.value
      steady.take(sight)
      const job = jobOf(run, sight)
      if (job && !hasEnded(job)) {
        run.jobId = job.id
        await passOnCancel(context, run)
      }
      if (isIdle(sight) && steady.settled()) return cleared(run, sight)
    } else steady.lose()
    const lasts = clock.monotonic() - startMs >= HURRY_MS
    await pauses.pause(lasts ? timing.idlePollMs : timing.retryMs)
    if (lasts) await whileStopped(context)
  }
}

/** Out of paper over a night: nothing moves, so the printer need not be asked for its jobs all the while. */
async function whileStopped({ pauses, sightings, timing }: CopyContext): Promise<void> {
  for (let pausedMs = 0; pausedMs < LOOK_AGAIN_MS; pausedMs += timing.idlePollMs) {
    if (sightings.latest()?.state !== 'stopped') return
    await pauses.pause(timing.idlePollMs)
  }
}

function jobOf(run: CopyRun, sight: Sight) {
  const between = run.standing ? runBetween(run.standing, sight) : 'unknown'
  return sight.jobs?.findLast(job => job.id !== null && isOurs(job, soughtOf(run), between)) ?? null
}

/** What came out of the copy in the end: by the life counter, which proves it, else by the last word of its job. */
function cleared(run: CopyRun, sight: Sight): Cleared {
  const { standing, layout } = run
  const total = sheetsIn(layout)
  const before = run.sheetsDelivered()
  const between = standing ? runBetween(standing, sight) : 'unknown'
  const life = lifeSince(soughtOf(run), layout, sight, between)
  if (life.kind === 'whole')
    return { sheetsDelivered: total, cameOut: true, isProven: true, evidence: 'life counter moved by all' }
  const sameRun = between === 'same'
  if (life.kind === 'part') {
    const sheetsDelivered = Math.max(before, life.sheets)
    const evidence = `life counter moved by ${life.sheets} sheets`
    return { sheetsDelivered, cameOut: false, isProven: sameRun, evidence }
  }
  // Only a counter that has been seen to move proves anything by standing still.
  const isProven = sameRun && life.kind === 'none' && run.lifeWord() === 'moves' && before === 0
  const stands = isProven ? '; life counter stands' : ''
  const job = jobOf(run, sight)
  if (!job) return { sheetsDelivered: before, cameOut: false, isProven, evidence: `gone; no count of it${stands}` }
  const whole = job.state === 'completed' && countedWhole(job, layout)
  const sheetsDelivered = whole ? total : Math.max(before, countSheets(job, layout) ?? 0)
  const evidence = `job ${job.id} ${job.state}, ${sheetsDelivered} sheets counted${stands}`
  return { sheetsDelivered, cameOut: whole, isProven: isProven && sheetsDelivered === 0, evidence }
}
