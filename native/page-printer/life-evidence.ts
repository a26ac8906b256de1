import type { CopyLayout } from './job-state.ts'
import { isAfterOthers, isForeignSince, type Run, type Sought } from './kinship.ts'
import { type LifeMovement, lifeMovement } from './life-counter.ts'
import type { Sight } from './sight.ts'

/**
 * The life counter's word since the copy was sent, as far as it speaks of this copy alone: nothing was at work before, no other job
 * was seen since at any look, and the counter had taken in what was printed before. One that comes late says nothing before it has
 * taken in all, and one that was seen to stand still while paper came out says nothing: should it move, it may pay for a copy of before.
 */
export function lifeSince(sought: Sought, layout: CopyLayout, now: Sight, run: Run): LifeMovement {
  const { before } = sought
  if (before === null || before.atWork || before.lifeCounters === 'lagging' || sought.othersSeen)
    return { kind: 'unknown' }
  if ((now.jobs ?? []).some(job => isForeignSince(job, sought, run)) || skipped(sought, run)) return { kind: 'unknown' }
  const moved = lifeMovement(before, now, layout)
  if (before.lifeCounters === 'frozen') return { kind: 'unknown' }
  const isOver = moved.kind === 'whole' || moved.kind === 'more'
  return before.lifeCounters === 'late' && !isOver ? { kind: 'unknown' } : moved
}

/** Whether others came before it, and are forgotten by now. */
function skipped({ before, printerJobId }: Sought, run: Run): boolean {
  return run === 'same' && printerJobId !== null && isAfterOthers(before, printerJobId)
}
