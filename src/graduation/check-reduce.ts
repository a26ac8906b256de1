import { err, impossible, ok, type Result } from '../result.ts'
import type { Check } from './check.ts'
import { confirm, dispute } from './check-decisions.ts'
import type { CheckEvent, CheckRefusal, CheckRefusalName, CheckStep } from './check-event.ts'
import { acceptLate, endErrata, registerChanged, reopen, tellNational } from './check-outside.ts'
import { isErrataLate, openFor, timePassed } from './check-time.ts'
import { openNow, type When } from './open-now.ts'
import { repeatOf, withAct } from './repeats.ts'

/**
 * The life of a check (graduation.md, 3.5):
 *
 *     not-open ──► pending ──► confirmed ──► pending again, when something changes or staff reopen it
 *                  │  ▲  └──► disputed ──► fixed ──► pending again ──► confirmed
 *     no-photo ◄───┘  │ └───► overdue ──► pending, by staff; disputed, by a late form that the college accepts
 *         └───────────┘                                             everything ──► locked
 *
 * First comes what time has done, then the event. What cannot be is a refusal by name, with the check as it stands; nothing is to be kept of
 * it. A request that comes again with the key of one that was done changes nothing and is no mistake.
 */
export function reduceCheck(before: Check, event: CheckEvent, when: When): Result<CheckStep, CheckRefusal> {
  const { campaign, at } = when
  const timely = timePassed(before, campaign, at)
  const { check } = timely
  if ('key' in event) {
    const repeat = repeatOf(check.acts, event)
    if (repeat === 'repeat') return ok(timely)
    if (repeat === 'reused') return err({ name: 'key-reused', newest: check })
  }
  const done = stepOf(check, event, when)
  if (!done.ok) return err({ name: done.error, newest: check })
  const after = 'key' in event ? { ...done.value.check, acts: withAct(check.acts, event) } : done.value.check
  // What is mended while everyone checks may be checked at once.
  const last = timePassed(after, campaign, at)
  return ok({ check: last.check, effects: [...timely.effects, ...done.value.effects, ...last.effects] })
}

function stepOf(check: Check, event: CheckEvent, { campaign, at }: When): Result<CheckStep, CheckRefusalName> {
  if (event.kind === 'time-passed') return ok({ check, effects: [] })
  if (check.state === 'locked') return err('locked')
  if (event.kind === 'register-changed') return ok(registerChanged(check, event.newest, campaign, at))
  if (check.state === 'not-open') return err('not-open-yet')
  switch (event.kind) {
    case 'confirm':
      if (check.state === 'pending' && openFor(check, campaign, at) !== 'now')
        return err(openNow(campaign, at).phase === 'not-open' ? 'not-open-yet' : 'recheck-later')
      return confirm(check, event, at)
    case 'dispute':
      return dispute(check, event, isErrataLate(check, campaign, at))
    case 'accept-late':
      return acceptLate(check, event.errata)
    case 'end-errata':
      return endErrata(check, event, campaign, at)
    case 'reopen':
      return reopen(check, event, campaign, at)
    case 'tell-national':
      return tellNational(check, event, at)
    default:
      return impossible(event)
  }
}
