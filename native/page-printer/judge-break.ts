import type { CopyProof, PrinterStanding } from '../../src/contract/devices.ts'
import { type CopyLayout, type JobReading, sheetsIn } from './job-state.ts'
import { isForeignSince, isOurs, type Run, type Sought } from './kinship.ts'
import { lifeSince } from './life-evidence.ts'
import { hasWork, isIdle, runBetween, type Sight } from './sight.ts'

/** Everything that is known when the thread to a copy was lost: what was sent, what the printer says now, and for how long. */
export interface Break {
  readonly sought: Sought
  readonly layout: CopyLayout
  /** Sheets confirmed so far. */
  readonly sheetsSeen: number
  readonly now: Sight
  /** The printer has looked like this, again and again, for long enough that a counter would have caught up. */
  readonly settled: boolean
  /** The thread was lost so long ago that a job which was taken, and is not listed at first, would be by now. */
  readonly lostForLong: boolean
  /** It was asked all the while since the copy was offered, answered, and was never seen at work. */
  readonly neverSeenAtWork: boolean
}

/**
 * What a break leaves of a copy. `found`: its job is at the printer or in its history, and is to be followed. `never-arrived`: by
 * proof, so it may be sent again. `in-part`: by proof, less than all came out and nothing more will. `open`: look again.
 */
export type BreakVerdict =
  | { readonly kind: 'found'; readonly jobId: number }
  | { readonly kind: 'open'; readonly sheets: number }
  | { readonly kind: 'delivered'; readonly proof: CopyProof; readonly evidence: string }
  | { readonly kind: 'never-arrived'; readonly evidence: string }
  | { readonly kind: 'in-part'; readonly sheets: number; readonly evidence: string }
  | { readonly kind: 'cannot-be-told'; readonly sheets: number; readonly evidence: string }

/**
 * Judges a copy by what the printer said before it was sent and what it says now. Pure; the table of it is in the test beside it.
 * That a job is not there proves nothing unless the printer has been up all the time, nothing is left for it to do, and either its
 * history goes back further than the copy, or its life counter stands still.
 */
export function judgeBreak(lost: Break): BreakVerdict {
  const { sought, layout, now, sheetsSeen } = lost
  const { before } = sought
  const run = before === null ? 'unknown' : runBetween(before, now)
  const ours = (now.jobs ?? []).filter(job => job.id !== null && isOurs(job, sought, run))
  if (ours.length > 0) return { kind: 'found', jobId: Math.max(...ours.map(job => job.id!)) }

  const life = lifeSince(sought, layout, now, run)
  const sheets = Math.max(sheetsSeen, life.kind === 'part' ? life.sheets : 0)
  if (now.state === 'processing' || hasWork(now)) return { kind: 'open', sheets }
  if (life.kind === 'whole') {
    return { kind: 'delivered', proof: 'life-counter', evidence: `life counter moved by ${layout.pages} pages` }
  }
  if (!lost.settled) return { kind: 'open', sheets }
  const cannot = (why: string) => ({ kind: 'cannot-be-told', sheets, evidence: `${why}, ${runWords(run)}` }) as const
  if (life.kind === 'part') {
    const moved = `life counter moved by ${life.sheets} of ${sheetsIn(layout)} sheets`
    return run === 'same' && isIdle(now) ? { kind: 'in-part', sheets, evidence: moved } : cannot(moved)
  }
  if (before === null || run !== 'same' || !isIdle(now)) return cannot('no such job')
  const trusted = before.lifeCounters === 'moves' || (before.lifeCounters === 'unproven' && lost.neverSeenAtWork)
  const stands =
    life.kind === 'none' && trusted ? `life counter stands at ${now.impressionsEver ?? now.sheetsEver}` : null
  if (sought.printerJobId !== null || sheetsSeen > 0) {
    // It was there, so it is not sent again, whatever became of it.
    return stands !== null && sheetsSeen === 0
      ? { kind: 'in-part', sheets: 0, evidence: stands }
      : cannot('the job is gone')
  }
  // A printer that is not known to keep names may list the copy as anybody's.
  if (before.keepsNames !== true && (now.jobs ?? []).some(job => mayBeRenamed(job, sought, run)))
    return cannot('a newer job of no known name may be it')
  const absent = historyReaches(before, now) ? `though job ${before.newestEndedJobId} before it is` : stands
  if (absent !== null) {
    return lost.lostForLong ? { kind: 'never-arrived', evidence: `not listed, ${absent}` } : { kind: 'open', sheets }
  }
  return cannot('no such job, and no proof that there was none')
}

/** Whether a job of somebody else, by what the printer lists of it, can be the copy all the same. */
function mayBeRenamed(job: JobReading, sought: Sought, run: Run): boolean {
  const isOfOurLength = job.pages === null || job.pages === 0 || job.pages === sought.pages
  return isOfOurLength && isForeignSince(job, sought, run)
}

/** Whether the newest ended job of before is still listed: printers forget the oldest first, so nothing newer was forgotten. */
function historyReaches({ newestEndedJobId }: PrinterStanding, now: Sight): boolean {
  return newestEndedJobId !== null && (now.jobs ?? []).some(job => job.id === newestEndedJobId)
}

function runWords(run: Run): string {
  switch (run) {
    case 'same':
      return 'the printer was up all the time'
    case 'another':
      return 'the printer began anew'
    case 'unknown':
      return 'the printer does not tell its up-time'
  }
}
