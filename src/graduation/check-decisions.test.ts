import { describe, expect, it } from 'vitest'
import type { CheckRefusalName } from './check-event.ts'
import { reduceCheck } from './check-reduce.ts'
import {
  AT,
  acceptingLate,
  confirming,
  disputing,
  ERRATA,
  ending,
  NEVER,
  NO_PHOTO,
  refused,
  register,
  reopening,
  SEEN,
  taken,
  told,
  walked,
} from './fixture-check.ts'
import { CAMPAIGN, msLater } from './fixtures.ts'

const CONFIRMED = walked(NEVER, [AT.checking, confirming()])
const DISPUTED = walked(NEVER, [AT.checking, disputing()])
const WITHOUT_PHOTO = { ...NEVER, newest: NO_PHOTO }

describe('a confirmation', () => {
  it('holds what was seen, when, by whom and where, and earns a receipt', () => {
    const decision = { at: AT.checking, by: { kind: 'self' }, channel: 'kiosk', seen: SEEN }
    expect(taken(NEVER, AT.checking, confirming())).toEqual({
      check: { ...NEVER, state: 'confirmed', decision, acts: [{ key: 'k-confirm', kind: 'confirm' }] },
      effects: [{ kind: 'give-receipt', decision }],
    })
  })

  it.each<[CheckRefusalName, string, Parameters<typeof confirming>[0]]>([
    ['stale', 'of other data', { seen: { ...SEEN, dataHash: 'd0' } }],
    ['stale', 'of another photograph of admission', { seen: { ...SEEN, admissionHash: null } }],
    ['stale', 'of another photograph', { seen: { ...SEEN, graduationHash: 'g0' } }],
    ['data-not-ticked', 'without the tick for data', { ticks: { data: false, photo: true } }],
    ['photo-not-ticked', 'without the tick for the photograph', { ticks: { data: true, photo: false } }],
    ['reason-missing', 'by staff without a reason', { by: { kind: 'delegate', staffId: 's-1', reason: ' \n' } }],
    ['reason-too-long', 'by staff at length', { by: { kind: 'delegate', staffId: 's-1', reason: '长'.repeat(501) } }],
  ])('is refused: %s, %s', (name, _, changed) => {
    expect(refused(NEVER, AT.checking, confirming(changed))).toBe(name)
  })

  it('that is refused as stale comes with what is newest', () => {
    const newer = walked(NEVER, [AT.checking, register({ graduationHash: 'g2' })])
    expect(reduceCheck(newer, confirming(), { campaign: CAMPAIGN, at: AT.checking })).toEqual({
      ...{ ok: false, error: { name: 'stale', newest: newer } },
    })
    expect(taken(newer, AT.checking, confirming({ seen: newer.newest })).check.decision?.seen.graduationHash).toBe('g2')
  })

  it('is final for the student, on a second device too, which is shown the newest state', () => {
    const second = reduceCheck(CONFIRMED, confirming({ key: 'k-2' }), { campaign: CAMPAIGN, at: AT.checking })
    expect(second).toEqual({ ok: false, error: { name: 'confirmed-already', newest: CONFIRMED } })
    expect(refused(CONFIRMED, AT.checking, disputing())).toBe('confirmed-already')
  })

  it('that is sent again is no mistake, and the key of one thing is not that of another', () => {
    expect(taken(CONFIRMED, AT.checking, confirming())).toEqual({ check: CONFIRMED, effects: [] })
    expect(taken(CONFIRMED, AT.checking, confirming({ ticks: { data: false, photo: false } })).effects).toEqual([])
    const reopened = walked(CONFIRMED, [AT.checking, reopening()])
    expect(taken(reopened, AT.checking, confirming()).check.state).toBe('pending')
    expect(refused(NEVER, AT.checking, confirming())).toBeNull()
    expect(refused(CONFIRMED, AT.checking, disputing({ key: 'k-confirm' }))).toBe('key-reused')
  })

  it('by staff tells the student why', () => {
    const by = { kind: 'delegate', staffId: 's-1', reason: '在国外实习，\u200b无法登录 ' } as const
    const { check, effects } = taken(NEVER, AT.checking, confirming({ by, channel: 'desk' }))
    expect(check.decision?.by).toEqual({ ...by, reason: '在国外实习， 无法登录' })
    expect(told(effects)).toEqual([{ about: 'done-for-you', what: 'confirm', reason: '在国外实习， 无法登录' }])
    expect(effects.map(({ kind }) => kind)).toEqual(['give-receipt', 'tell-student'])
  })

  it.each<[CheckRefusalName, string, typeof NEVER, Date]>([
    ['not-open-yet', 'before the opening', NEVER, AT.before],
    ['closed', 'after the close', NEVER, AT.between],
    ['no-photo', 'without a photograph', WITHOUT_PHOTO, AT.checking],
    ['errata-under-way', 'while a form is under way', DISPUTED, AT.checking],
    ['locked', 'after the lock', DISPUTED, AT.locked],
  ])('is refused: %s, %s', (name, _, check, at) => {
    expect(refused(check, at, confirming({ key: 'k-9', seen: check.newest }))).toBe(name)
  })
})

describe('a dispute', () => {
  it('goes on by an errata form', () => {
    expect(taken(NEVER, AT.checking, disputing())).toEqual({
      check: { ...NEVER, state: 'disputed', errata: ERRATA, acts: [{ key: 'k-dispute', kind: 'dispute' }] },
      effects: [],
    })
    const missing = disputing({ seen: NO_PHOTO, photoProblem: 'missing' })
    expect(taken(WITHOUT_PHOTO, AT.checking, missing).check.state).toBe('disputed')
  })

  it('about somebody else’s photograph has that photograph looked at (P4)', () => {
    expect(taken(NEVER, AT.checking, disputing({ photoProblem: 'not-me' })).effects).toEqual([
      { kind: 'flag-photo', photoHash: 'g1', errata: ERRATA },
    ])
    for (const photoProblem of ['bad-quality', 'outdated'] as const)
      expect(taken(NEVER, AT.checking, disputing({ photoProblem })).effects).toEqual([])
  })

  it.each<[CheckRefusalName, string, typeof NEVER, Parameters<typeof disputing>[0]]>([
    ['stale', 'of what is no longer there', NEVER, { seen: { ...SEEN, dataHash: 'd0' } }],
    ['photo-is-there', 'of a photograph that is there', NEVER, { photoProblem: 'missing' }],
    ['no-photo', 'about whom a missing one shows', WITHOUT_PHOTO, { seen: NO_PHOTO, photoProblem: 'not-me' }],
    ['no-photo', 'about a missing one', WITHOUT_PHOTO, { seen: NO_PHOTO, photoProblem: 'outdated' }],
    ['errata-under-way', 'beside another', DISPUTED, { key: 'k-2' }],
    ['reason-missing', 'by staff without a reason', NEVER, { by: { kind: 'delegate', staffId: 's', reason: '' } }],
  ])('is refused: %s, %s', (name, _, check, changed) => {
    expect(refused(check, AT.checking, disputing(changed))).toBe(name)
  })

  it('by staff tells the student', () => {
    const by = { kind: 'delegate', staffId: 's-1', reason: '住院' } as const
    expect(told(taken(NEVER, AT.checking, disputing({ by })).effects)).toEqual([
      { about: 'done-for-you', what: 'dispute', reason: '住院' },
    ])
  })
})

describe('a late dispute (P9)', () => {
  const late = disputing({ lateReason: '支教未归' })
  const OVERDUE = walked(NEVER, [AT.between, { kind: 'time-passed' }])

  it('waits for the college, and only then is one', () => {
    const { check, effects } = taken(OVERDUE, AT.between, late)
    expect(check).toMatchObject({ state: 'overdue', errata: ERRATA, awaitsCollege: true })
    expect(effects).toEqual([{ kind: 'ask-college', errata: ERRATA, reason: '支教未归' }])
    const accepted = taken(check, AT.between, acceptingLate())
    expect(accepted.check).toMatchObject({ state: 'disputed', errata: ERRATA, awaitsCollege: false })
    expect(told(accepted.effects)).toEqual([{ about: 'late-accepted' }])
  })

  it('that the college does not accept leaves the check as late as it was', () => {
    const waits = walked(OVERDUE, [AT.between, late])
    const ended = taken(waits, AT.between, ending('late-refused'))
    expect(ended.check).toMatchObject({ state: 'overdue', errata: null, awaitsCollege: false, round: 'first' })
    expect(told(ended.effects)).toEqual([{ about: 'errata-ended', how: 'late-refused' }])
    expect(taken(waits, AT.between, ending('withdrawn'))).toMatchObject({ check: { errata: null }, effects: [] })
    for (const how of ['fixed', 'rejected', 'external-failed'] as const)
      expect(refused(waits, AT.between, ending(how)), how).toBe('errata-awaits-college')
  })

  it.each<[CheckRefusalName, string, string | null]>([
    ['late-reason-missing', 'no reason', null],
    ['late-reason-missing', 'an empty one', ' '],
    ['reason-too-long', 'a long one', '长'.repeat(501)],
  ])('is refused: %s, with %s', (name, _, lateReason) => {
    expect(refused(OVERDUE, AT.between, disputing({ lateReason }))).toBe(name)
  })

  it('may be told by who can still confirm, and keeps them from it', () => {
    const check = walked(NEVER, [AT.lateErrata, late])
    expect(check).toMatchObject({ state: 'pending', awaitsCollege: true })
    expect(refused(check, AT.lateErrata, confirming())).toBe('errata-under-way')
    expect(refused(check, AT.lateErrata, disputing({ key: 'k-2' }))).toBe('errata-under-way')
  })

  it('begins the millisecond after the last second of the deadline', () => {
    const last = msLater(CAMPAIGN.errataClosesAt, 999)
    expect(refused(NEVER, last, disputing())).toBeNull()
    expect(refused(NEVER, msLater(last, 1), disputing())).toBe('late-reason-missing')
  })

  it('is none for who was given a deadline of their own, or something that is not their doing', () => {
    const until = msLater(AT.between, 60_000)
    const given = walked(OVERDUE, [AT.between, reopening({ until })])
    expect(taken(given, msLater(until, 999), disputing()).check.state).toBe('disputed')
    expect(refused(given, msLater(until, 1000), disputing())).toBe('late-reason-missing')
    const changed = register({ graduationHash: 'g2' })
    const seen = { ...SEEN, graduationHash: 'g2' }
    const again = walked(CONFIRMED, [AT.between, changed])
    expect(refused(again, AT.between, disputing({ seen }))).toBe('late-reason-missing')
    expect(refused(again, AT.recheck, disputing({ seen }))).toBeNull()
  })
})
