import { describe, expect, it } from 'vitest'
import { isTimeZone, wallDay, wallTime, wallTimeAnywhere, wallTimeOfDay, wallTimeToSecond } from './wall-time.ts'

const AT_MS = Date.parse('2026-11-22T16:07:59Z')

describe('the time on the wall', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-23 00:07'],
    ['UTC', '2026-11-22 16:07'],
    ['America/New_York', '2026-11-22 11:07'],
    ['Asia/Urumqi', '2026-11-22 22:07'],
  ])('is that of %s, whatever the machine is set to: %s', (timeZone, wall) => {
    expect(wallTime(AT_MS, timeZone)).toBe(wall)
    expect(wallTimeOfDay(AT_MS, timeZone)).toBe(wall.slice(-5))
    expect(wallTimeToSecond(AT_MS, timeZone)).toBe(`${wall}:59`)
    expect(wallDay(new Date(AT_MS), timeZone)).toBe(wall.slice(0, 10))
  })

  it.each([
    ['Asia/Shanghai', '2026-11-23 00:07 (UTC+8)'],
    ['America/New_York', '2026-11-22 11:07 (UTC-5)'],
    ['UTC', '2026-11-22 16:07 (UTC+0)'],
  ])('says which zone it is of to who reads it far away: %s', (timeZone, said) => {
    expect(wallTimeAnywhere(new Date(AT_MS), timeZone)).toBe(said)
  })

  it('knows a time zone from a word', () => {
    expect(['Asia/Shanghai', 'UTC', '+08:00'].map(isTimeZone)).toEqual([true, true, true])
    expect(['', 'Beijing', 'Asia/', 'GMT+25'].map(isTimeZone)).toEqual([false, false, false, false])
  })
})
