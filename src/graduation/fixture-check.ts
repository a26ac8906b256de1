import { type Check, newCheck, type Seen } from './check.ts'
import type { CheckEffect, CheckEvent, CheckRefusalName, StudentNotice } from './check-event.ts'
import { reduceCheck } from './check-reduce.ts'
import type { EnrolmentId, ErrataNumber } from './enrolment.ts'
import { CAMPAIGN, inChina } from './fixtures.ts'

export const SEEN: Seen = { dataHash: 'd1', admissionHash: 'a1', graduationHash: 'g1' }
export const NO_PHOTO: Seen = { ...SEEN, graduationHash: null }
export const ERRATA = '26-0000-00000' as ErrataNumber
export const NEVER = newCheck({
  ...{ enrolmentId: 'e-1' as EnrolmentId, campaignId: CAMPAIGN.campaignId, newest: SEEN },
})

/** Moments of the fixture's campaign. */
export const AT = {
  before: inChina('2026-03-01 12:00:00'),
  checking: inChina('2026-03-10 12:00:00'),
  lateErrata: inChina('2026-03-17 20:00:00'),
  between: inChina('2026-03-20 12:00:00'),
  recheck: inChina('2026-03-24 12:00:00'),
  over: inChina('2026-04-01 12:00:00'),
  locked: inChina('2026-06-21 00:00:00'),
}

type Of<Kind extends CheckEvent['kind']> = Extract<CheckEvent, { readonly kind: Kind }>

export const confirming = (changed: Partial<Of<'confirm'>> = {}): Of<'confirm'> => ({
  ...{ kind: 'confirm', key: 'k-confirm', by: { kind: 'self' }, channel: 'kiosk', seen: SEEN },
  ...{ ticks: { data: true, photo: true } },
  ...changed,
})
export const disputing = (changed: Partial<Of<'dispute'>> = {}): Of<'dispute'> => ({
  ...{ kind: 'dispute', key: 'k-dispute', by: { kind: 'self' }, channel: 'web', seen: SEEN },
  ...{ errata: ERRATA, photoProblem: 'none', lateReason: null },
  ...changed,
})
export const ending = (how: Of<'end-errata'>['how'], errata = ERRATA): Of<'end-errata'> => ({
  ...{ kind: 'end-errata', key: `k-${how}`, errata, how },
})
export const acceptingLate = (errata = ERRATA): Of<'accept-late'> => ({ kind: 'accept-late', key: 'k-late', errata })
export const reopening = (changed: Partial<Of<'reopen'>> = {}): Of<'reopen'> => ({
  ...{ kind: 'reopen', key: 'k-reopen', staffId: 's-1', reason: '误点', until: null },
  ...changed,
})
export const register = (newest: Partial<Seen>): Of<'register-changed'> => ({
  ...{ kind: 'register-changed', newest: { ...SEEN, ...newest } },
})
export const national = (isDone: boolean, source: 'self' | 'list', key = 'k-national'): Of<'tell-national'> => ({
  ...{ kind: 'tell-national', key, isDone, source },
})
export const LOOK: CheckEvent = { kind: 'time-passed' }

/** A check after such events, each of which must be taken. */
export function walked(start: Check, ...events: readonly (readonly [Date, CheckEvent])[]): Check {
  return events.reduce((check, [at, event]) => taken(check, at, event).check, start)
}

/** What an event makes of a check that must take it. */
export function taken(
  check: Check,
  at: Date,
  event: CheckEvent,
  campaign = CAMPAIGN,
): { check: Check; effects: readonly CheckEffect[] } {
  const step = reduceCheck(check, event, { campaign, at })
  if (!step.ok) throw new Error(`${event.kind} was refused: ${step.error.name}`)
  return step.value
}

/** By what name an event is refused; null where it is taken. */
export function refused(check: Check, at: Date, event: CheckEvent, campaign = CAMPAIGN): CheckRefusalName | null {
  const step = reduceCheck(check, event, { campaign, at })
  return step.ok ? null : step.error.name
}

/** What the student is told. */
export const told = (effects: readonly CheckEffect[]): readonly StudentNotice[] =>
  effects.flatMap(effect => (effect.kind === 'tell-student' ? [effect.notice] : []))
