import { expect, it } from 'vitest'
import { FILE_SETTINGS } from './fixture.ts'
import { setHereAt } from './for-station.ts'
import { MAINTENANCE, type MaintenanceWeek, maintenanceWeekSchema, servesNow } from './maintenance.ts'
import type { OpeningHours, WeekHours } from './opening-hours.ts'

const ZONE = 'Asia/Shanghai'
/** 2026-11-23 is a Monday. */
const at = (wall: string) => Date.parse(`${wall}:00+08:00`)
const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const WEEK: MaintenanceWeek = {
  ...none,
  monday: [{ from: '12:00', to: '13:00' }],
  tuesday: [{ from: '23:00', to: '01:00' }],
  friday: [{ from: '20:00', to: '24:00' }],
}
const ALWAYS: OpeningHours = { week: null, closedDays: [] }
const serves = (wall: string, hours = ALWAYS) => servesNow(hours, WEEK, at(wall), ZONE)
const until = (wall: string) => ({ serves: false, againAtMs: at(wall), reason: MAINTENANCE })

it('is looked after from the first minute to the last, over midnight too', () => {
  expect(serves('2026-11-23T11:59')).toEqual({ serves: true })
  expect(serves('2026-11-23T12:00')).toEqual(until('2026-11-23T13:00'))
  expect(serves('2026-11-23T13:00')).toEqual({ serves: true })
  expect(serves('2026-11-24T23:30')).toEqual(until('2026-11-25T01:00'))
  expect(serves('2026-11-25T00:30')).toEqual(until('2026-11-25T01:00'))
  expect(serves('2026-11-25T01:00')).toEqual({ serves: true })
})

it('is back when it is open too, and says why it is closed now', () => {
  const day = [{ opens: '08:00', closes: '22:00' }]
  const week = { ...none, monday: [{ opens: '13:00', closes: '22:00' }], friday: day, saturday: day } as WeekHours
  const hours = { week, closedDays: [{ from: '2026-11-28', to: '2026-11-28', reason: { zh: '考试', en: 'Exams' } }] }
  // Work until midnight, then a closed day, a day without hours, and the opening of Monday.
  expect(serves('2026-11-27T21:00', hours)).toEqual(until('2026-11-30T13:00'))
  expect(serves('2026-11-27T23:00', hours)).toEqual({ ...until('2026-11-30T13:00'), reason: null })
  // The doors open in the midst of the work.
  const early = { week: { ...none, monday: [{ opens: '12:30', closes: '22:00' }] } as WeekHours, closedDays: [] }
  expect(serves('2026-11-23T12:10', early)).toEqual({ ...until('2026-11-23T13:00'), reason: null })
})

it('is shown as closed with its reason, and refused where it would be half of the week', () => {
  const settings = { ...FILE_SETTINGS, maintenance: { ...FILE_SETTINGS.maintenance, week: WEEK } }
  expect(setHereAt(settings, at('2026-11-23T12:10'), ZONE).closed).toEqual({
    ...{ opensAt: new Date(at('2026-11-23T13:00')).toISOString(), reason: MAINTENANCE },
  })
  const whole = Object.fromEntries(Object.keys(none).map(day => [day, [{ from: '06:00', to: '20:00' }]]))
  expect(maintenanceWeekSchema.safeParse(whole).success).toBe(false)
  expect(maintenanceWeekSchema.safeParse({ ...none, monday: [{ from: '08:00', to: '08:00' }] }).success).toBe(false)
})
