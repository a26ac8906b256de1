import type { Cleared } from '../../src/contract/devices.ts'
import { type CopyContext, type CopyRun, soughtOf } from './copy-run.ts'
import { sheetsIn } from './job-state.ts'
import { lifeSince } from './life-evidence.ts'
import { noteOthers } from './others.ts'
import { isIdle, runBetween, type Sight } from './sight.ts'
import { look } from './standing.ts'
import { createSteadiness } from './steadiness.ts'

/** For so long after a copy was given back its paper is looked for. */
const AFTERWARDS_MS = 3_600_000

/**
 * Watches on over a copy that was given back and is gone: a life counter that moves now by what was missing of it, while nothing else was
 * at work, says that it came out all the same. Null when that can't be known (any more): something else was sent or seen, or an hour is over.
 * The printer serves meanwhile, and is not asked more than it is anyway while its counter stands.
 */
export async function watchAfterwards(
  context: CopyContext,
  run: CopyRun,
  knownSheets: number,
  isSuperseded: () => boolean,
): Promise<Cleared | null> {
  const { clock, connection, pauses, sightings, timing } = context
  const untilMs = clock.monotonic() + AFTERWARDS_MS
  const seenAll = sightings.listen(sight => noteOthers(run, sight))
  const steady = createSteadiness(clock, timing.settleMs)
  try {
    while (isTelling(run) && clock.monotonic() < untilMs) {
      await pauses.pause(timing.idlePollMs)
      if (isSuperseded()) return null
      const latest = sightings.latest()
      if (!latest || sheetsOut(run, { ...latest, jobs: null }) <= knownSheets) continue
      const seen = await look(connection, clock, sightings)
      if (isSuperseded()) return null
      if (!seen.ok) {
        steady.lose()
        continue
      }
      steady.take(seen.value)
      const sheets = sheetsOut(run, seen.value)
      if (sheets <= knownSheets || !isIdle(seen.value) || !steady.settled()) continue
      const evidence = `the life counter moved afterwards, by ${sheets} of ${sheetsIn(run.layout)} sheets in all`
      return { sheetsDelivered: sheets, cameOut: sheets === sheetsIn(run.layout), isProven: false, evidence }
    }
    return null
  } finally {
    seenAll()
  }
}

/** Whether the life counter can ever speak of this copy alone. */
function isTelling(run: CopyRun): boolean {
  const { standing } = run
  return standing !== null && !standing.atWork && standing.lifeCounters !== 'lagging' && !run.othersSeen()
}

function sheetsOut(run: CopyRun, sight: Sight): number {
  const { standing, layout } = run
  const moved = lifeSince(soughtOf(run), layout, sight, standing ? runBetween(standing, sight) : 'unknown')
  if (moved.kind === 'whole') return sheetsIn(layout)
  return moved.kind === 'part' ? moved.sheets : 0
}
