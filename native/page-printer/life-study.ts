import type { PrinterStanding } from '../../src/contract/devices.ts'
import { type LifeCounters, type LifeDue, movementOf } from './life-counter.ts'
import type { PrinterSight } from './sight.ts'

/** What is known of a life counter: `PrinterStanding` has the words. */
export type LifeWorth = Exclude<PrinterStanding['lifeCounters'], 'lagging'>

/**
 * Finds out what a printer's life counter is worth, by the copies that came out by another proof: whether it follows paper, at once or
 * late. Pure but for what it remembers.
 */
export interface LifeStudy {
  worth(): LifeWorth
  /** What a standing says of it: `lagging` while it has not taken in all that came out. */
  word(nowMs: number): PrinterStanding['lifeCounters']
  /** Takes over what an earlier start had found out. */
  recall(word: PrinterStanding['lifeCounters']): void
  /** A copy came out by another proof, and all was over at `endedMs`: the counter owes it from what it said `before`, null while it lagged. */
  owes(before: LifeCounters | null, due: LifeDue, endedMs: number): void
  /** A copy came out by another proof that the counter has denied for as long as is waited: it stands still. */
  stoodStill(before: LifeCounters, due: LifeDue, endedMs: number): void
  /** It followed a copy, so long after all was over. */
  followed(afterMs: number): void
  /** How a copy ended nobody knows: what the counter owes is not known either. */
  lostCount(): void
  /** Takes in what the printer says. */
  take(sight: PrinterSight, nowMs: number): void
}

/** Less than `settleMs`: a counter that comes later than that cannot prove by standing still that nothing came out. */
const AT_ONCE_MS = 3_000
/** How long a life counter may take to follow the paper before it counts as one that never does. */
const NEVER_MS = 10_000
/** One that came late once may take longer the next time. */
const LATE_MS = 120_000

interface Debt {
  readonly before: LifeCounters
  readonly due: LifeDue
  readonly sinceMs: number
  /** It was seen to owe when it should have paid. */
  isLate: boolean
  /** Nobody waits for it any more; should it move all the same, it is a late one. */
  isGivenUp: boolean
}

export function createLifeStudy(): LifeStudy {
  let worth: LifeWorth = 'unproven'
  let debt: Debt | null = null
  let atWorkMs = Number.NEGATIVE_INFINITY
  let evenMs = Number.NEGATIVE_INFINITY

  const follows = (late: boolean) => {
    // What stood still and moves again may be paying for a copy of before: only a counter that was never late is prompt.
    worth = late || worth === 'late' || worth === 'frozen' ? 'late' : 'moves'
  }
  const take = (sight: PrinterSight, nowMs: number) => {
    if (sight.state === 'processing' || (sight.queuedJobs ?? 0) > 0) atWorkMs = nowMs
    if (!debt) return
    const { kind } = movementOf(debt.before, sight, debt.due)
    if (kind === 'whole') {
      follows(debt.isLate)
      evenMs = nowMs
      debt = null
    } else if (kind === 'unknown' || kind === 'more') debt = null
    else {
      const owedMs = nowMs - debt.sinceMs
      debt.isLate ||= owedMs > AT_ONCE_MS
      if (debt.isGivenUp && kind === 'part') worth = 'late'
      if (owedMs <= (worth === 'late' ? LATE_MS : NEVER_MS) || debt.isGivenUp) return
      if (kind === 'part') debt = null
      else {
        worth = 'frozen'
        debt.isGivenUp = true
      }
    }
  }

  return {
    worth: () => worth,
    word: nowMs => {
      if (debt && !debt.isGivenUp) return 'lagging'
      const mayCome = worth === 'late' && atWorkMs > evenMs && nowMs - atWorkMs < LATE_MS
      return mayCome ? 'lagging' : worth
    },
    recall: word => {
      if (worth === 'unproven' && word !== 'lagging') worth = word
    },
    owes: (before, due, endedMs) => {
      // Not even with the copy before: it owes both.
      const owed = debt && !debt.isGivenUp ? debt : null
      const from = owed?.before ?? before
      debt = from && {
        before: from,
        due: owed ? sumOf(owed.due, due) : due,
        sinceMs: endedMs,
        isLate: owed?.isLate ?? false,
        isGivenUp: false,
      }
    },
    stoodStill: (before, due, endedMs) => {
      worth = 'frozen'
      debt = { before, due, sinceMs: endedMs, isLate: true, isGivenUp: true }
    },
    followed: afterMs => {
      follows(afterMs > AT_ONCE_MS)
      debt = null
    },
    lostCount: () => {
      debt = null
    },
    take,
  }
}

function sumOf(one: LifeDue, other: LifeDue): LifeDue {
  return {
    impressions: one.impressions + other.impressions,
    impressionsAtMost: one.impressionsAtMost + other.impressionsAtMost,
    sheets: one.sheets + other.sheets,
  }
}
