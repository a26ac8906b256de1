import { describe, expect, it } from 'vitest'
import { addDays, daysBefore, forecast, type HourCount, peaks, weekdayOf } from './forecast.ts'

const TODAY = '2026-11-30'

/** So many orders at ten o'clock on each day, by its weekday. */
const ordersOf = (days: readonly string[], of: (day: string) => number): HourCount[] =>
  days.flatMap(day => (of(day) === 0 ? [] : [{ day, hour: 10, orders: of(day) }]))

describe('a forecast', () => {
  it('is reckoned from whole weeks, eight at most, and none of today', () => {
    expect(daysBefore(TODAY, null)).toEqual([])
    expect(daysBefore(TODAY, '2020-01-01')).toHaveLength(56)
    expect(daysBefore(TODAY, '2020-01-01').at(-1)).toBe('2026-11-29')
    expect(daysBefore(TODAY, addDays(TODAY, -30))).toHaveLength(28)
    expect(daysBefore(TODAY, TODAY)).toEqual([])
  })

  it('says nothing where fewer than four weeks are known', () => {
    const known = daysBefore(TODAY, addDays(TODAY, -27))
    expect(known).toHaveLength(21)
    expect(
      forecast(
        TODAY,
        known,
        ordersOf(known, () => 5),
        28,
      ),
    ).toEqual([])
  })

  it('is the mean of the same weekday, with the least and the most of them; a day without an order counts', () => {
    const known = daysBefore(TODAY, '2020-01-01')
    const mondays = known.filter(day => weekdayOf(day) === 0)
    const counts = ordersOf(known, day => (mondays.indexOf(day) >= 0 ? mondays.indexOf(day) : 0))
    const expected = forecast(TODAY, known, counts, 7)
    expect(expected).toHaveLength(7)
    expect(expected.find(({ day }) => weekdayOf(day) === 0)).toEqual({
      day: '2026-12-07',
      mean: 3.5,
      least: 0,
      most: 7,
    })
    expect(expected.filter(({ day }) => weekdayOf(day) !== 0).every(({ most }) => most === 0)).toBe(true)
  })
})

it('peaks are the mean of an hour and weekday over the weeks that are known', () => {
  const known = daysBefore(TODAY, addDays(TODAY, -14))
  const counts = ordersOf(known, day => (weekdayOf(day) === 2 ? 6 : 0))
  const found = peaks(known, [...counts, { day: '2001-01-01', hour: 10, orders: 99 }])
  expect(found[10]).toEqual([0, 0, 6, 0, 0, 0, 0])
  expect(found.flat().reduce((sum, value) => sum + value, 0)).toBe(6)
})
