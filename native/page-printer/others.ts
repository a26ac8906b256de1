import { type CopyRun, soughtOf } from './copy-run.ts'
import { isForeignSince } from './kinship.ts'
import { runBetween } from './sight.ts'
import type { Seen } from './sightings.ts'

/** Of all that a printer has to do at most one job is the copy. */
const QUEUED_WITH_OTHERS = 2

/**
 * Takes down that somebody else's work was seen beside the copy. A printer that loses its power forgets such a job, and the sheets of it
 * stay in its life counter: so it is kept from the moment when it was seen.
 */
export function noteOthers(run: CopyRun, seen: Seen): void {
  const { standing } = run
  if (standing === null || run.othersSeen()) return
  const between = runBetween(standing, { ...seen, jobs: seen.jobs ?? null })
  const listed = (seen.jobs ?? []).some(job => isForeignSince(job, soughtOf(run), between))
  if (listed || (seen.queuedJobs ?? 0) >= QUEUED_WITH_OTHERS) run.sawOthers()
}
