import type { CopyLayout } from './job-state.ts'
import { isForeignSince, type Run, type Sought } from './kinship.ts'
import { type LifeMovement, lifeMovement } from './life-counter.ts'
import type { Sight } from './sight.ts'

/**
 * The life counter's word since the copy was sent, as far as it speaks of this copy alone: nothing was at work before, no other job
 * came since, and the counter had taken in what was printed before. One that was seen to stand still while paper came out proves
 * nothing by standing still.
 */
export function lifeSince(sought: Sought, layout: CopyLayout, now: Sight, run: Run): LifeMovement {
  const { before } = sought
  if (before === null || before.atWork || before.lifeCounters === 'lagging') return { kind: 'unknown' }
  if ((now.jobs ?? []).some(job => isForeignSince(job, sought, run)) || skipped(sought, run)) return { kind: 'unknown' }
  const moved = lifeMovement(before, now, layout)
  return moved.kind === 'none' && before.lifeCounters === 'frozen' ? { kind: 'unknown' } : moved
}

/** Whether numbers between the newest job of before and ours were given to jobs that are forgotten by now. */
function skipped({ before, printerJobId }: Sought, run: Run): boolean {
  if (run !== 'same' || printerJobId === null) return false
  const highest = before?.highestJobId ?? null
  return highest !== null && printerJobId > highest + 1
}
