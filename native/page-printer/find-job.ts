import { ok, type Result } from '../../src/result.ts'
import type { IppFailure } from '../ipp/client.ts'
import type { PrinterConnection } from './connection.ts'
import type { CopyContext, CopyRun } from './copy-run.ts'

/** The job that bears our name; null when the printer remembers none. The newest, should there be two. */
export async function findJob(
  connection: PrinterConnection,
  jobName: string,
): Promise<Result<number | null, IppFailure>> {
  const jobs = await connection.jobs()
  if (!jobs.ok) return jobs
  const ids = jobs.value.filter(job => job.name === jobName).map(job => job.jobId)
  return ok(ids.length === 0 ? null : Math.max(...ids))
}

/** Learns, from a job that the printer has just taken, whether its list can be relied on to find a job again. */
export async function proveListing({ connection, listing }: CopyContext, jobName: string): Promise<void> {
  if (listing.verdict !== 'untried') return
  const found = await findJob(connection, jobName)
  if (found.ok) listing.verdict = found.value === null ? 'worthless' : 'keeps-names'
}

const LOOKS = 3

/**
 * Looks for a copy whose sending got no answer. `absent` is said only after several looks, for a printer may list a job late, and
 * only by a printer whose list is worth something and that did not fall silent meanwhile: it may have lost its list, not the
 * sheets it had printed. Silence is borne for `lostAfterMs`.
 */
export async function lookForSent(context: CopyContext, run: CopyRun): Promise<number | 'absent' | 'no-telling'> {
  const { clock, connection, listing, pauses, timing } = context
  let silentSinceMs: number | null = null
  for (let looks = 0; looks < LOOKS; ) {
    const found = await findJob(connection, run.jobName)
    if (found.ok && found.value !== null) return found.value
    if (found.ok && (silentSinceMs !== null || listing.verdict === 'worthless')) return 'no-telling'
    if (found.ok) looks++
    else silentSinceMs ??= clock.monotonic()
    if (silentSinceMs !== null && clock.monotonic() - silentSinceMs >= timing.lostAfterMs) return 'no-telling'
    await pauses.pause(timing.retryMs)
  }
  return 'absent'
}
