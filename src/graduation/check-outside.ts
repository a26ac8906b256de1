import { err, ok, type Result } from '../result.ts'
import { beginOf, type Campaign, endOf } from './campaign.ts'
import { type Check, seenChanges } from './check.ts'
import { type CheckEvent, type CheckRefusalName, type CheckStep, type ErrataEnd, tell } from './check-event.ts'
import { givenAgain, openFor, waiting } from './check-time.ts'
import type { ErrataNumber } from './enrolment.ts'
import { saidReason } from './said-reason.ts'

// What befalls a check from outside: the register, the offices, the national site.

type Outcome = Result<CheckStep, CheckRefusalName>

/**
 * What the register has after an import. A photograph that comes ends the waiting for one; whatever changes takes a confirmation back, and
 * the student is told (P12): what they confirmed is not there any more.
 */
export function registerChanged(before: Check, newest: Check['newest'], campaign: Campaign, at: Date): CheckStep {
  const changed = seenChanges(before.newest, newest)
  if (changed.length === 0) return { check: before, effects: [] }
  const check = { ...before, newest }
  if (before.state === 'confirmed') {
    const lapsed = { ...givenAgain(check, campaign, at), decision: null, lapsed: before.decision }
    // What the student said of the other site was about what was there.
    const national = before.national?.source === 'self' ? null : before.national
    return {
      check: { ...lapsed, national, state: waiting(check) },
      effects: [tell({ about: 'changed-after-confirm', changed })],
    }
  }
  if (before.state === 'no-photo' && waiting(check) === 'pending')
    return { check: { ...givenAgain(check, campaign, at), state: 'pending' }, effects: [tell({ about: 'photo-came' })] }
  // The form that says it is missing goes its way, and may be taken back.
  if (before.state === 'disputed' && waiting(before) === 'no-photo' && waiting(check) === 'pending')
    return { check, effects: [tell({ about: 'photo-came' })] }
  if (before.state === 'pending' && waiting(check) === 'no-photo')
    return { check: { ...check, state: 'no-photo' }, effects: [tell({ about: 'photo-gone' })] }
  return { check, effects: [] }
}

/** The college lets a late form go on: from now on it is a dispute like any other (P9). */
export function acceptLate(check: Check, errata: ErrataNumber): Outcome {
  if (check.errata !== errata) return err('no-such-errata')
  if (!check.awaitsCollege) return err('errata-not-late')
  return ok({
    check: { ...check, state: 'disputed', awaitsCollege: false },
    effects: [tell({ about: 'late-accepted' })],
  })
}

/**
 * A form has come to its end, and the check goes back to the student: for the re-check where an office has spoken, and as it was where the
 * student has taken the form back or the college did not let a late one go on.
 */
export function endErrata(
  check: Check,
  { errata, how }: { readonly errata: ErrataNumber; readonly how: ErrataEnd },
  campaign: Campaign,
  at: Date,
): Outcome {
  if (check.errata !== errata) return err('no-such-errata')
  const free = { ...check, errata: null, awaitsCollege: false }
  const effects = how === 'withdrawn' ? [] : [tell({ about: 'errata-ended', how })]
  if (check.awaitsCollege) {
    const isOfALateOne = how === 'withdrawn' || how === 'late-refused'
    return isOfALateOne ? ok({ check: free, effects }) : err('errata-awaits-college')
  }
  if (how === 'late-refused') return err('errata-not-late')
  if (how === 'withdrawn') return ok({ check: { ...free, state: waiting(free) }, effects })
  const again = givenAgain(free, campaign, at)
  return ok({ check: { ...again, state: how === 'fixed' ? 'fixed' : waiting(again) }, effects })
}

/** Staff take a confirmation back, or give one more chance to who is late: with a reason, which the student reads. */
export function reopen(
  check: Check,
  event: Extract<CheckEvent, { readonly kind: 'reopen' }>,
  campaign: Campaign,
  at: Date,
): Outcome {
  if (check.state !== 'confirmed' && check.state !== 'overdue') return err('nothing-to-reopen')
  const said = saidReason(event.reason)
  if ('flaw' in said) return err(said.flaw)
  const { until } = event
  if (until && endOf(until) < at.getTime()) return err('until-over')
  if (until && beginOf(until) > beginOf(campaign.lockAt)) return err('until-after-the-lock')
  const opened = { ...check, openUntil: until ?? check.openUntil }
  if (openFor(opened, campaign, at) !== 'now') return err('until-missing')
  return ok({
    check: { ...opened, state: waiting(check), decision: null, lapsed: check.decision ?? check.lapsed },
    effects: [tell({ about: 'reopened', reason: said.reason, until })],
  })
}

/** Of the check at the national site: the student's word, until a list from there says it better. */
export function tellNational(
  check: Check,
  { isDone, source }: Extract<CheckEvent, { readonly kind: 'tell-national' }>,
  at: Date,
): Outcome {
  const isWordAgainstList = source === 'self' && check.national?.source === 'list' && check.national.isDone !== isDone
  if (isWordAgainstList) return err('list-says-otherwise')
  if (source === 'self' && check.national?.source === 'list') return ok({ check, effects: [] })
  return ok({ check: { ...check, national: { isDone, source, toldAt: at } }, effects: [] })
}
