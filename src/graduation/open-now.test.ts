import { describe, expect, it } from 'vitest'
import { CAMPAIGN, inChina, msLater } from './fixtures.ts'
import { type CampaignPhase, daysLeft, openNow } from './open-now.ts'

const { opensAt, closesAt, recheckFrom, recheckTo, errataClosesAt, lockAt } = CAMPAIGN
const lastMsOf = (moment: Date) => msLater(moment, 999)

describe('what is open', () => {
  it.each<[CampaignPhase, string, Date, 'open' | 'late' | 'closed']>([
    ['not-open', 'a millisecond before the opening', msLater(opensAt, -1), 'closed'],
    ['checking', 'with the opening', opensAt, 'open'],
    ['checking', 'in the last millisecond of errata', lastMsOf(errataClosesAt), 'open'],
    ['checking', 'a millisecond after it', msLater(errataClosesAt, 1000), 'late'],
    ['checking', 'in the last millisecond of checking', lastMsOf(closesAt), 'late'],
    ['between', 'a millisecond after it', msLater(closesAt, 1000), 'late'],
    ['between', 'a millisecond before the re-check', msLater(recheckFrom!, -1), 'late'],
    ['recheck', 'with the re-check', recheckFrom!, 'late'],
    ['recheck', 'in its last millisecond', lastMsOf(recheckTo!), 'late'],
    ['over', 'a millisecond after it', msLater(recheckTo!, 1000), 'late'],
    ['over', 'in the last millisecond before the lock', lastMsOf(lockAt), 'late'],
    ['locked', 'a millisecond after it', msLater(lockAt, 1000), 'closed'],
  ])('is %s %s', (phase, _, at, errata) => {
    expect(openNow(CAMPAIGN, at)).toEqual({
      ...{ phase, errata, checking: phase === 'checking', recheck: phase === 'recheck' },
    })
  })

  it('is a re-check until the lock where there is no window for it', () => {
    const without = { ...CAMPAIGN, recheckFrom: null, recheckTo: null }
    expect(openNow(without, lastMsOf(closesAt))).toMatchObject({ phase: 'checking', recheck: false })
    expect(openNow(without, msLater(closesAt, 1000))).toMatchObject({ phase: 'recheck', recheck: true })
    expect(openNow(without, lastMsOf(lockAt))).toMatchObject({ phase: 'recheck', recheck: true })
    expect(openNow(without, msLater(lockAt, 1000))).toMatchObject({ phase: 'locked', recheck: false })
    for (const half of [{ recheckFrom: null }, { recheckTo: null }])
      expect(openNow({ ...CAMPAIGN, ...half }, msLater(closesAt, 1000)).recheck).toBe(true)
  })

  it('goes by the written second, whatever stands behind its point', () => {
    const fine = { ...CAMPAIGN, opensAt: msLater(opensAt, 400), closesAt: msLater(closesAt, 400) }
    expect(openNow(fine, opensAt).checking).toBe(true)
    expect(openNow(fine, lastMsOf(closesAt)).checking).toBe(true)
    expect(openNow(fine, msLater(closesAt, 1000)).checking).toBe(false)
  })
})

describe('the days that are left', () => {
  const close = inChina('2026-03-17 23:59:59')
  it.each([
    ['on the day itself, early', close, '2026-03-17 00:00:00', 0],
    ['on the day itself, in the last second', close, '2026-03-17 23:59:59', 0],
    ['late on the evening before', close, '2026-03-16 23:59:59', 1],
    ['two weeks before', close, '2026-03-03 12:00:00', 14],
    ['over the end of a month', close, '2026-02-28 12:00:00', 17],
    ['when it is over', close, '2026-03-18 00:00:00', null],
    ['by a deadline at noon, on its morning', inChina('2026-03-17 12:00:00'), '2026-03-17 08:00:00', 0],
    ['by a deadline at midnight, on the evening before', inChina('2026-03-17 00:00:00'), '2026-03-16 20:00:00', 0],
    ['in its last second', inChina('2026-03-17 00:00:00'), '2026-03-17 00:00:00', 0],
    ['by one a second after midnight, on the evening before', inChina('2026-03-17 00:00:01'), '2026-03-16 20:00:00', 1],
  ])('%s', (_, deadline, at, days) => {
    expect(daysLeft(deadline, inChina(at))).toBe(days)
  })

  it('are none a millisecond after the last second', () => {
    expect(daysLeft(close, lastMsOf(close))).toBe(0)
    expect(daysLeft(close, msLater(close, 1000))).toBeNull()
  })
})
