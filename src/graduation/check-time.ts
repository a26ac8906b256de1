import { impossible } from '../result.ts'
import { beginOf, type Campaign, endOf } from './campaign.ts'
import type { Check, CheckState } from './check.ts'
import { type CheckStep, tell } from './check-event.ts'
import { openNow, recheckWindow } from './open-now.ts'

/** Whether somebody may decide about a check at a moment: now, in a window that is to come, or no more. */
export function openFor({ round, openUntil }: Check, campaign: Campaign, at: Date): 'now' | 'later' | 'over' {
  const now = at.getTime()
  const { phase, checking, recheck } = openNow(campaign, at)
  if (phase === 'locked') return 'over'
  if (phase === 'not-open') return 'later'
  if (checking || (round === 'again' && recheck)) return 'now'
  if (openUntil && now <= endOf(openUntil)) return 'now'
  return round === 'again' && now < recheckWindow(campaign)[0] ? 'later' : 'over'
}

/** The last moment until which somebody may decide about a check, now or in a window that is to come; null where all are over. */
export function decideUntil(check: Check, campaign: Campaign, at: Date): Date | null {
  const { closesAt, recheckTo, lockAt } = campaign
  const ends = [closesAt, check.round === 'again' ? (recheckTo ?? lockAt) : null, check.openUntil]
  const last = Math.max(...ends.map(end => end?.getTime() ?? 0))
  return openFor(check, campaign, at) === 'over' ? null : new Date(Math.min(last, lockAt.getTime()))
}

/**
 * Whether an errata form about a check is late now, and so needs a reason and the college (P9). It is in time until the campaign's deadline
 * for such forms, within a deadline that staff have given, and where what changed is not the student's doing while that may be checked.
 */
export function isErrataLate(check: Check, campaign: Campaign, at: Date): boolean {
  if (openNow(campaign, at).errata === 'open') return false
  const isOwnDeadline = check.openUntil !== null && at.getTime() <= endOf(check.openUntil)
  return !isOwnDeadline && !(check.round === 'again' && openFor(check, campaign, at) === 'now')
}

/** The state of a check that waits for the student. */
export const waiting = ({ newest }: Pick<Check, 'newest'>): 'pending' | 'no-photo' =>
  newest.graduationHash === null ? 'no-photo' : 'pending'

/**
 * A check whose facts have changed without the student's doing: it may be decided in the window of the re-check (seed 002, step 6.3), and
 * what changes after that window until the lock: nobody is late for what was not there.
 */
export function givenAgain(check: Check, campaign: Campaign, at: Date): Check {
  const isTooLate = at.getTime() > recheckWindow(campaign)[1]
  return { ...check, round: 'again', openUntil: isTooLate ? campaign.lockAt : check.openUntil }
}

/**
 * What time alone makes of a check by the moments of its campaign: it opens, what was mended is given back for the re-check, what nobody
 * decided is overdue, and the lock ends everything. The same however seldom somebody looks.
 */
export function timePassed(check: Check, campaign: Campaign, at: Date): CheckStep {
  const next = stateBy(check, campaign, at)
  if (next === check.state) return { check, effects: [] }
  const lockedAs = next === 'locked' && check.state !== 'locked' ? check.state : null
  const changed = { ...check, state: next, lockedAs }
  const rest = timePassed(changed, campaign, at)
  return { check: rest.check, effects: [...toldOf(check.state, next), ...rest.effects] }
}

/** The next state by the clock; several may follow each other. */
function stateBy(check: Check, campaign: Campaign, at: Date): CheckState {
  const now = at.getTime()
  const orLocked = (otherwise: CheckState) => (now > endOf(campaign.lockAt) ? 'locked' : otherwise)
  const { state } = check
  switch (state) {
    case 'not-open':
      return now >= beginOf(campaign.opensAt) ? waiting(check) : state
    case 'fixed':
      return openFor(check, campaign, at) === 'later' ? state : waiting(check)
    case 'pending':
      return openFor(check, campaign, at) === 'over' ? 'overdue' : state
    case 'overdue':
      // The university has put its deadline off.
      return openFor(check, campaign, at) === 'now' ? waiting(check) : orLocked(state)
    case 'no-photo':
    case 'confirmed':
    case 'disputed':
      return orLocked(state)
    case 'locked':
      return state
    default:
      return impossible(state)
  }
}

function toldOf(before: CheckState, next: CheckState): CheckStep['effects'] {
  if (next === 'overdue') return [tell({ about: 'overdue' })]
  const isGivenBack = next !== 'locked' && (before === 'fixed' || before === 'overdue')
  return isGivenBack ? [tell({ about: 'check-again' })] : []
}
