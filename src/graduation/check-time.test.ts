import { describe, expect, it } from 'vitest'
import { decideUntil } from './check-time.ts'
import {
  AT,
  confirming,
  disputing,
  LOOK,
  NEVER,
  NO_PHOTO,
  refused,
  register,
  reopening,
  taken,
  told,
  walked,
} from './fixture-check.ts'
import { CAMPAIGN, inChina, msLater } from './fixtures.ts'

const CONFIRMED = walked(NEVER, [AT.checking, confirming()])

describe('what time alone does', () => {
  it('is nothing before the opening', () => {
    expect(taken(NEVER, msLater(CAMPAIGN.opensAt, -1), LOOK)).toEqual({ check: NEVER, effects: [] })
  })

  it('opens the check, or the waiting for a photograph', () => {
    expect(taken(NEVER, CAMPAIGN.opensAt, LOOK)).toEqual({ check: { ...NEVER, state: 'pending' }, effects: [] })
    expect(taken({ ...NEVER, newest: NO_PHOTO }, CAMPAIGN.opensAt, LOOK).check.state).toBe('no-photo')
  })

  it('makes overdue what nobody has decided, a millisecond after the last second', () => {
    const last = msLater(CAMPAIGN.closesAt, 999)
    expect(taken(NEVER, last, confirming()).check.state).toBe('confirmed')
    expect(taken(NEVER, last, LOOK).check.state).toBe('pending')
    const overdue = taken(NEVER, msLater(last, 1), LOOK)
    expect(overdue.check.state).toBe('overdue')
    expect(told(overdue.effects)).toEqual([{ about: 'overdue' }])
    expect(taken(overdue.check, AT.over, LOOK).effects).toEqual([])
  })

  it('gives nobody the re-check who has only let the time go by', () => {
    expect(refused(NEVER, AT.recheck, confirming())).toBe('closed')
  })

  it('makes nobody overdue whose photograph has not come, and lets them check when it has', () => {
    const waits = walked({ ...NEVER, newest: NO_PHOTO }, [AT.between, LOOK])
    expect(waits.state).toBe('no-photo')
    const came = walked(waits, [AT.between, register({})])
    expect(refused(came, AT.between, confirming())).toBe('recheck-later')
    expect(refused(came, AT.recheck, confirming())).toBeNull()
  })

  it.each([
    ['pending', NEVER, 'overdue'],
    ['no photograph', { ...NEVER, newest: NO_PHOTO }, 'no-photo'],
    ['confirmed', CONFIRMED, 'confirmed'],
    ['disputed', walked(NEVER, [AT.checking, disputing()]), 'disputed'],
    ['overdue', walked(NEVER, [AT.between, LOOK]), 'overdue'],
  ] as const)('locks what is %s, and notes as what', (_, check, lockedAs) => {
    expect(taken(check, msLater(CAMPAIGN.lockAt, 999), LOOK).check.state).not.toBe('locked')
    expect(taken(check, msLater(CAMPAIGN.lockAt, 1000), LOOK).check).toMatchObject({ state: 'locked', lockedAs })
  })

  it('gives back what is overdue where the university puts its deadline off', () => {
    const overdue = walked(NEVER, [AT.between, LOOK])
    const longer = { ...CAMPAIGN, closesAt: inChina('2026-03-22 23:59:59') }
    const given = taken(overdue, AT.between, LOOK, longer)
    expect(given.check.state).toBe('pending')
    expect(told(given.effects)).toEqual([{ about: 'check-again' }])
  })

  it('makes nobody overdue where the university puts its opening off', () => {
    const pending = walked(NEVER, [AT.checking, LOOK])
    const later = { ...CAMPAIGN, opensAt: inChina('2026-03-12 08:00:00') }
    expect(taken(pending, AT.checking, LOOK, later).check.state).toBe('pending')
    expect(refused(pending, AT.checking, confirming(), later)).toBe('not-open-yet')
  })

  it('leaves nobody open after a lock that was moved forward', () => {
    const until = inChina('2026-04-30 00:00:00')
    const given = walked(NEVER, [AT.between, LOOK], [AT.between, reopening({ until })])
    const sooner = { ...CAMPAIGN, lockAt: AT.over }
    const locked = taken(given, msLater(AT.over, 1000), LOOK, sooner)
    expect(locked.check).toMatchObject({ state: 'locked', lockedAs: 'overdue' })
    expect(told(locked.effects)).toEqual([{ about: 'overdue' }])
  })

  it('goes before the event of the same moment, and its orders go with it', () => {
    const late = taken(NEVER, AT.between, disputing({ lateReason: '支教' }))
    expect(late.effects.map(effect => (effect.kind === 'tell-student' ? effect.notice.about : effect.kind))).toEqual([
      ...['overdue', 'ask-college'],
    ])
    const repeated = taken(CONFIRMED, AT.locked, confirming())
    expect(repeated).toMatchObject({ check: { state: 'locked', lockedAs: 'confirmed' }, effects: [] })
  })
})

describe('until when somebody may decide', () => {
  const confirmedThenChanged = walked(NEVER, [AT.checking, confirming()], [AT.checking, register({ dataHash: 'd2' })])

  it('is the close, and for what changed by itself the end of the re-check', () => {
    expect(decideUntil(NEVER, CAMPAIGN, AT.before)).toEqual(CAMPAIGN.closesAt)
    expect(decideUntil(NEVER, CAMPAIGN, AT.checking)).toEqual(CAMPAIGN.closesAt)
    expect(decideUntil(NEVER, CAMPAIGN, AT.between)).toBeNull()
    for (const at of [AT.checking, AT.between, AT.recheck])
      expect(decideUntil(confirmedThenChanged, CAMPAIGN, at)).toEqual(CAMPAIGN.recheckTo)
    expect(decideUntil(confirmedThenChanged, CAMPAIGN, AT.over)).toBeNull()
  })

  it('is the lock where there is no re-check of its own, and never after it', () => {
    const without = { ...CAMPAIGN, recheckFrom: null, recheckTo: null }
    expect(decideUntil(confirmedThenChanged, without, AT.over)).toEqual(CAMPAIGN.lockAt)
    const given = { ...NEVER, openUntil: msLater(CAMPAIGN.lockAt, 60_000) }
    expect(decideUntil(given, CAMPAIGN, AT.over)).toEqual(CAMPAIGN.lockAt)
    expect(decideUntil(given, CAMPAIGN, AT.locked)).toBeNull()
  })

  it('is the moment that staff have given, where no later one is theirs', () => {
    const until = inChina('2026-03-21 12:00:00')
    expect(decideUntil({ ...NEVER, openUntil: until }, CAMPAIGN, AT.between)).toEqual(until)
    expect(decideUntil({ ...NEVER, openUntil: AT.before }, CAMPAIGN, AT.checking)).toEqual(CAMPAIGN.closesAt)
  })
})
