import { describe, expect, it } from 'vitest'
import { endOfDay } from './end-of-day.ts'
import { dayIn } from './local-day.ts'

describe('the end of a day', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22', '2026-11-22T15:59:59.999Z'],
    ['Asia/Shanghai', '2028-02-29', '2028-02-29T15:59:59.999Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2026-01-01T09:59:59.999Z'],
    ['Pacific/Pago_Pago', '2026-12-31', '2027-01-01T10:59:59.999Z'],
    ['Asia/Kathmandu', '2026-06-30', '2026-06-30T18:14:59.999Z'],
    // Clocks go back in the night, and go on at midnight itself.
    ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.999Z'],
    ['Africa/Cairo', '2026-04-23', '2026-04-23T21:59:59.999Z'],
  ])('in %s of %s', (timeZone, day, end) => {
    const last = endOfDay(timeZone, day)
    expect(last.toISOString()).toBe(end)
    expect(dayIn(timeZone, last)).toBe(day)
    expect(dayIn(timeZone, new Date(last.getTime() + 1)) > day).toBe(true)
  })
})
