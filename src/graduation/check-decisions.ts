import { err, ok, type Result } from '../result.ts'
import { type Check, type DecidedBy, seenChanges } from './check.ts'
import { type CheckEffect, type CheckEvent, type CheckRefusalName, type CheckStep, tell } from './check-event.ts'
import { saidReason } from './said-reason.ts'

// What a student, or staff in their place, says of the entry and the photographs: the two buttons of G4 and G5.

type Confirm = Extract<CheckEvent, { readonly kind: 'confirm' }>
type Dispute = Extract<CheckEvent, { readonly kind: 'dispute' }>
type Decided = Result<CheckStep, CheckRefusalName>

/**
 * 正确: only of what was seen, only with both ticks, and for good; without a photograph there is nothing to confirm (P6: one decision about
 * data and photograph together).
 */
export function confirm(check: Check, event: Confirm, at: Date): Decided {
  const blocked = blockedFrom(check, ['pending'])
  if (blocked) return err(blocked)
  if (seenChanges(event.seen, check.newest).length > 0) return err('stale')
  if (!event.ticks.data) return err('data-not-ticked')
  if (!event.ticks.photo) return err('photo-not-ticked')
  const by = knownDecider(event.by)
  if (!by.ok) return by
  const decision = { at, by: by.value, channel: event.channel, seen: check.newest }
  return ok({
    check: { ...check, state: 'confirmed', decision },
    effects: [{ kind: 'give-receipt', decision }, ...doneForYou(by.value, 'confirm')],
  })
}

/**
 * 有误: only with an errata form. After the deadline of forms it needs a reason and waits for the college, and the check stays what it was
 * until the college has spoken (P9).
 */
export function dispute(check: Check, event: Dispute, isLate: boolean): Decided {
  const blocked = blockedFrom(check, ['pending', 'no-photo', 'overdue'])
  if (blocked) return err(blocked)
  if (seenChanges(event.seen, check.newest).length > 0) return err('stale')
  const { graduationHash } = check.newest
  if (event.photoProblem === 'missing' && graduationHash !== null) return err('photo-is-there')
  if (isOfAPhoto(event) && graduationHash === null) return err('no-photo')
  const by = knownDecider(event.by)
  if (!by.ok) return by
  const flag: CheckEffect[] =
    event.photoProblem === 'not-me' && graduationHash !== null
      ? [{ kind: 'flag-photo', photoHash: graduationHash, errata: event.errata }]
      : []
  const effects = [...flag, ...doneForYou(by.value, 'dispute')]
  if (!isLate) return ok({ check: { ...check, state: 'disputed', errata: event.errata }, effects })
  const late = event.lateReason === null ? { flaw: 'late-reason-missing' as const } : saidReason(event.lateReason)
  if ('flaw' in late) return err(late.flaw === 'reason-missing' ? 'late-reason-missing' : late.flaw)
  return ok({
    check: { ...check, errata: event.errata, awaitsCollege: true },
    effects: [{ kind: 'ask-college', errata: event.errata, reason: late.reason }, ...effects],
  })
}

const isOfAPhoto = ({ photoProblem }: Dispute): boolean => photoProblem !== 'none' && photoProblem !== 'missing'

/** Why nobody can decide about a check; null where they can. */
function blockedFrom(check: Check, open: readonly Check['state'][]): CheckRefusalName | null {
  if (open.includes(check.state)) return check.errata === null ? null : 'errata-under-way'
  const refusals: Readonly<Record<Check['state'], CheckRefusalName>> = {
    'not-open': 'not-open-yet',
    pending: 'closed',
    'no-photo': 'no-photo',
    confirmed: 'confirmed-already',
    disputed: 'errata-under-way',
    fixed: 'recheck-later',
    overdue: 'closed',
    locked: 'locked',
  }
  return refusals[check.state]
}

function knownDecider(by: DecidedBy): Result<DecidedBy, CheckRefusalName> {
  if (by.kind === 'self') return ok(by)
  const said = saidReason(by.reason)
  return 'flaw' in said ? err(said.flaw) : ok({ ...by, reason: said.reason })
}

const doneForYou = (by: DecidedBy, what: 'confirm' | 'dispute'): CheckEffect[] =>
  by.kind === 'self' ? [] : [tell({ about: 'done-for-you', what, reason: by.reason })]
