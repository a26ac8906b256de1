import { describe, expect, it } from 'vitest'
import type { CheckRefusalName } from './check-event.ts'
import type { ErrataNumber } from './enrolment.ts'
import {
  AT,
  acceptingLate,
  confirming,
  disputing,
  ending,
  LOOK,
  NEVER,
  NO_PHOTO,
  national,
  refused,
  register,
  reopening,
  SEEN,
  taken,
  told,
  walked,
} from './fixture-check.ts'
import { CAMPAIGN, inChina, msLater } from './fixtures.ts'

const PENDING = walked(NEVER, [AT.checking, LOOK])
const CONFIRMED = walked(NEVER, [AT.checking, confirming()])
const DISPUTED = walked(NEVER, [AT.checking, disputing()])
const OVERDUE = walked(NEVER, [AT.between, LOOK])
const WITHOUT_PHOTO = walked({ ...NEVER, newest: NO_PHOTO }, [AT.checking, LOOK])

describe('a change of the register', () => {
  it.each([
    ['data', { dataHash: 'd2' }],
    ['admission-photo', { admissionHash: null }],
    ['graduation-photo', { graduationHash: 'g2' }],
  ] as const)('of %s takes a confirmation back, and tells (P12)', (part, newest) => {
    const { check, effects } = taken(CONFIRMED, AT.checking, register(newest))
    expect(check).toMatchObject({ state: 'pending', decision: null, lapsed: CONFIRMED.decision, round: 'again' })
    expect(check.newest).toEqual({ ...SEEN, ...newest })
    expect(told(effects)).toEqual([{ about: 'changed-after-confirm', changed: [part] }])
  })

  it('takes it back where the photograph is gone as well', () => {
    const { check, effects } = taken(CONFIRMED, AT.checking, register({ dataHash: 'd2', graduationHash: null }))
    expect(check.state).toBe('no-photo')
    expect(told(effects)).toEqual([{ about: 'changed-after-confirm', changed: ['data', 'graduation-photo'] }])
  })

  it('that is none changes nothing', () => {
    for (const check of [PENDING, CONFIRMED, DISPUTED, OVERDUE])
      expect(taken(check, check === OVERDUE ? AT.between : AT.checking, register({}))).toEqual({ check, effects: [] })
  })

  it('that brings a photograph ends the waiting for it, and one that takes it away begins it', () => {
    const came = taken(WITHOUT_PHOTO, AT.checking, register({}))
    expect(came.check).toMatchObject({ state: 'pending', round: 'again' })
    expect(told(came.effects)).toEqual([{ about: 'photo-came' }])
    const gone = taken(PENDING, AT.checking, register({ graduationHash: null }))
    expect(gone.check).toMatchObject({ state: 'no-photo', round: 'first' })
    expect(told(gone.effects)).toEqual([{ about: 'photo-gone' }])
    expect(taken(WITHOUT_PHOTO, AT.checking, register({ ...NO_PHOTO, dataHash: 'd2' }))).toMatchObject({
      ...{ check: { state: 'no-photo', newest: { dataHash: 'd2' } }, effects: [] },
    })
  })

  it('that brings the photograph whose lack is disputed tells, and leaves the form its way', () => {
    const missing = disputing({ seen: NO_PHOTO, photoProblem: 'missing' })
    const disputed = walked(WITHOUT_PHOTO, [AT.checking, missing])
    const came = taken(disputed, AT.checking, register({}))
    expect(came.check).toEqual({ ...disputed, newest: SEEN })
    expect(told(came.effects)).toEqual([{ about: 'photo-came' }])
    expect(walked(came.check, [AT.checking, ending('withdrawn')]).state).toBe('pending')
    expect(taken(disputed, AT.checking, register({ ...NO_PHOTO, dataHash: 'd2' })).effects).toEqual([])
    expect(taken(DISPUTED, AT.checking, register({ graduationHash: null })).effects).toEqual([])
  })

  it('is noted in every other state, and changes none', () => {
    for (const [check, at] of [
      [NEVER, AT.before],
      [PENDING, AT.checking],
      [DISPUTED, AT.checking],
      [OVERDUE, AT.between],
    ] as const)
      expect(taken(check, at, register({ dataHash: 'd2' }))).toEqual({
        ...{ check: { ...check, newest: { ...SEEN, dataHash: 'd2' } }, effects: [] },
      })
  })

  it('in the last millisecond of the re-check has that alone, and one after it until the lock', () => {
    const last = msLater(CAMPAIGN.recheckTo!, 999)
    expect(walked(CONFIRMED, [last, register({ dataHash: 'd2' })]).openUntil).toBeNull()
    expect(walked(CONFIRMED, [msLater(last, 1), register({ dataHash: 'd2' })]).openUntil).toEqual(CAMPAIGN.lockAt)
  })

  it('after the close waits for the re-check, and after that for the lock', () => {
    const between = walked(CONFIRMED, [AT.between, register({ dataHash: 'd2' })])
    const seen = { ...SEEN, dataHash: 'd2' }
    const again = confirming({ key: 'k-2', seen })
    expect(refused(between, AT.between, again)).toBe('recheck-later')
    expect(refused(between, msLater(CAMPAIGN.recheckTo!, 999), again)).toBeNull()
    expect(refused(between, msLater(CAMPAIGN.recheckTo!, 1000), again)).toBe('closed')
    const over = walked(CONFIRMED, [AT.over, register({ dataHash: 'd2' })])
    expect(refused(over, msLater(CAMPAIGN.lockAt, 999), again)).toBeNull()
    expect(refused(over, msLater(CAMPAIGN.lockAt, 1000), again)).toBe('locked')
  })

  it('forgets what the student said of the other site, and not what its list says', () => {
    const self = walked(CONFIRMED, [AT.checking, national(true, 'self')], [AT.checking, register({ dataHash: 'd2' })])
    expect(self.national).toBeNull()
    const list = walked(CONFIRMED, [AT.checking, national(true, 'list')], [AT.checking, register({ dataHash: 'd2' })])
    expect(list.national?.isDone).toBe(true)
  })
})

describe('the end of an errata form', () => {
  it('that mended something gives the check back: at once while everyone checks', () => {
    const { check, effects } = taken(DISPUTED, AT.checking, ending('fixed'))
    expect(check).toMatchObject({ state: 'pending', round: 'again', errata: null })
    expect(told(effects)).toEqual([{ about: 'errata-ended', how: 'fixed' }, { about: 'check-again' }])
  })

  it('that comes later waits for the re-check', () => {
    const fixed = taken(DISPUTED, AT.between, ending('fixed'))
    expect(fixed.check.state).toBe('fixed')
    expect(told(fixed.effects)).toEqual([{ about: 'errata-ended', how: 'fixed' }])
    expect(refused(fixed.check, AT.between, confirming())).toBe('recheck-later')
    expect(refused(fixed.check, AT.between, disputing({ key: 'k-2' }))).toBe('recheck-later')
    const given = taken(fixed.check, CAMPAIGN.recheckFrom!, LOOK)
    expect(given.check.state).toBe('pending')
    expect(told(given.effects)).toEqual([{ about: 'check-again' }])
    expect(refused(fixed.check, msLater(CAMPAIGN.recheckTo!, 999), confirming())).toBeNull()
    expect(refused(fixed.check, msLater(CAMPAIGN.recheckTo!, 1000), confirming())).toBe('closed')
  })

  it('that comes after the re-check may be checked until the lock', () => {
    const fixed = walked(DISPUTED, [AT.over, ending('fixed')])
    expect(fixed).toMatchObject({ state: 'pending', openUntil: CAMPAIGN.lockAt })
    expect(refused(fixed, msLater(CAMPAIGN.lockAt, 999), confirming())).toBeNull()
  })

  it('that mended everything but a missing photograph leaves it missing', () => {
    const disputed = walked(WITHOUT_PHOTO, [AT.checking, disputing({ seen: NO_PHOTO })])
    expect(walked(disputed, [AT.checking, ending('fixed')]).state).toBe('no-photo')
  })

  it.each(['rejected', 'external-failed'] as const)('that was %s gives the check back, and tells', how => {
    const { check, effects } = taken(DISPUTED, AT.between, ending(how))
    expect(check).toMatchObject({ state: 'pending', round: 'again', errata: null })
    expect(told(effects)).toEqual([{ about: 'errata-ended', how }])
  })

  it('that the student has taken back leaves everything as it was, the deadline too', () => {
    expect(taken(DISPUTED, AT.checking, ending('withdrawn'))).toMatchObject({
      ...{ check: { state: 'pending', round: 'first', errata: null }, effects: [] },
    })
    const late = taken(DISPUTED, AT.between, ending('withdrawn'))
    expect(late.check.state).toBe('overdue')
    expect(told(late.effects)).toEqual([{ about: 'overdue' }])
  })

  it('is of the form that is under way', () => {
    const other = '26-1111-11111' as ErrataNumber
    expect(refused(DISPUTED, AT.checking, ending('fixed', other))).toBe('no-such-errata')
    expect(refused(PENDING, AT.checking, ending('fixed'))).toBe('no-such-errata')
    expect(refused(DISPUTED, AT.checking, acceptingLate(other))).toBe('no-such-errata')
    expect(refused(DISPUTED, AT.checking, acceptingLate())).toBe('errata-not-late')
    expect(refused(DISPUTED, AT.checking, ending('late-refused'))).toBe('errata-not-late')
  })
})

describe('staff', () => {
  it('reopen a confirmation with a reason, which the student reads', () => {
    const { check, effects } = taken(CONFIRMED, AT.checking, reopening({ reason: '误点 ' }))
    expect(check).toMatchObject({ state: 'pending', decision: null, lapsed: CONFIRMED.decision, openUntil: null })
    expect(told(effects)).toEqual([{ about: 'reopened', reason: '误点', until: null }])
  })

  it('give one more chance to who is late, until a moment of their own', () => {
    const until = inChina('2026-03-21 12:00:00')
    const { check, effects } = taken(OVERDUE, AT.between, reopening({ until }))
    expect(check).toMatchObject({ state: 'pending', openUntil: until, lapsed: null })
    expect(told(effects)).toEqual([{ about: 'reopened', reason: '误点', until }])
    expect(refused(check, msLater(until, 999), confirming())).toBeNull()
    expect(refused(check, msLater(until, 1000), confirming())).toBe('closed')
  })

  it('may give it without a photograph too, and keep what lapsed before', () => {
    const gone = walked(OVERDUE, [AT.between, register({ graduationHash: null })])
    const until = CAMPAIGN.lockAt
    expect(walked(gone, [AT.between, reopening({ until })]).state).toBe('no-photo')
    const lapsed = walked(CONFIRMED, [AT.over, reopening({ until: AT.over })], [msLater(AT.over, 1000), LOOK])
    expect(lapsed.state).toBe('overdue')
    expect(walked(lapsed, [msLater(AT.over, 1000), reopening({ key: 'k-2', until })]).lapsed).toEqual(
      CONFIRMED.decision,
    )
  })

  it.each<[CheckRefusalName, string, typeof NEVER, Date, Parameters<typeof reopening>[0]]>([
    ['nothing-to-reopen', 'what is open', PENDING, AT.checking, {}],
    ['nothing-to-reopen', 'what is disputed', DISPUTED, AT.checking, {}],
    ['reason-missing', 'without a reason', CONFIRMED, AT.checking, { reason: '\u200b' }],
    ['reason-too-long', 'at length', CONFIRMED, AT.checking, { reason: 'x'.repeat(501) }],
    ['until-missing', 'after the close without a moment', OVERDUE, AT.between, {}],
    ['until-over', 'until a moment that is over', OVERDUE, AT.between, { until: msLater(AT.between, -1000) }],
    ['until-after-the-lock', 'until after the lock', OVERDUE, AT.between, { until: msLater(CAMPAIGN.lockAt, 1000) }],
    ['not-open-yet', 'before the opening', NEVER, AT.before, {}],
    ['locked', 'after the lock', CONFIRMED, AT.locked, {}],
  ])('do not reopen: %s, %s', (name, _, check, at, changed) => {
    expect(refused(check, at, reopening(changed))).toBe(name)
  })

  it('may say a reason of exactly the most characters, until this very second or the lock', () => {
    expect(refused(CONFIRMED, AT.checking, reopening({ reason: '𠮷'.repeat(500) }))).toBeNull()
    expect(refused(OVERDUE, msLater(AT.between, 999), reopening({ until: AT.between }))).toBeNull()
    expect(refused(OVERDUE, AT.between, reopening({ until: msLater(CAMPAIGN.lockAt, 500) }))).toBeNull()
  })
})

describe('the check at the national site', () => {
  it('is told by the student, and better by a list from there', () => {
    const { check: self, effects } = taken(CONFIRMED, AT.checking, national(true, 'self'))
    expect(effects).toEqual([])
    expect(self.national).toEqual({ isDone: true, source: 'self', toldAt: AT.checking })
    const list = walked(self, [AT.over, national(false, 'list', 'k-2')])
    expect(list.national).toEqual({ isDone: false, source: 'list', toldAt: AT.over })
    expect(refused(list, AT.over, national(true, 'self', 'k-3'))).toBe('list-says-otherwise')
    const agreed = taken(list, AT.recheck, national(false, 'self', 'k-3'))
    expect(agreed.check.national).toEqual(list.national)
    expect(agreed.effects).toEqual([])
    expect(taken(list, AT.over, national(true, 'list', 'k-3')).check.national?.isDone).toBe(true)
    expect(taken(self, AT.over, national(false, 'self', 'k-3')).check.national?.isDone).toBe(false)
  })
})
