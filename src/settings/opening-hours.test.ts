import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OpeningHours, openNow, openSpanSchema, type WeekHours, weekHoursSchema } from './opening-hours.ts'

const ZONE = 'Asia/Shanghai'
/** A moment by the clock on the wall of Shanghai; 2026-11-23 is a Monday. */
const at = (wall: string) => Date.parse(`${wall}:00+08:00`)
const day = (opens: string, closes: string) => [{ opens, closes }]
const WEEK: WeekHours = {
  ...{ monday: day('08:00', '22:00'), tuesday: day('08:00', '12:00'), wednesday: [], thursday: day('20:00', '02:00') },
  ...{ friday: day('00:00', '24:00'), saturday: [], sunday: [] },
}
const hours = (more: Partial<OpeningHours> = {}): OpeningHours => ({ week: WEEK, closedDays: [], ...more })
const open = (wall: string, of: OpeningHours = hours()) => openNow(of, at(wall), ZONE)

describe('opening hours', () => {
  it('is open from the first minute to the last', () => {
    expect(open('2026-11-23T07:59')).toEqual({ isOpen: false, opensAtMs: at('2026-11-23T08:00'), reason: null })
    expect(open('2026-11-23T08:00')).toEqual({ isOpen: true })
    expect(open('2026-11-23T21:59')).toEqual({ isOpen: true })
    expect(open('2026-11-23T22:00')).toEqual({ isOpen: false, opensAtMs: at('2026-11-24T08:00'), reason: null })
  })

  it('runs over midnight, and opens again after days without times', () => {
    expect(open('2026-11-24T12:00')).toMatchObject({ isOpen: false, opensAtMs: at('2026-11-26T20:00') })
    expect(open('2026-11-26T23:59')).toEqual({ isOpen: true })
    expect(open('2026-11-27T01:59')).toEqual({ isOpen: true })
    expect(open('2026-11-28T00:00')).toMatchObject({ isOpen: false, opensAtMs: at('2026-11-30T08:00') })
  })

  it('is closed on closed days and says why, without cutting off the evening before', () => {
    const reason = { zh: '运动会', en: 'Sports day' }
    const closed = hours({ closedDays: [{ from: '2026-11-27', to: '2026-11-30', reason }] })
    expect(open('2026-11-27T01:00', closed)).toEqual({ isOpen: true })
    expect(open('2026-11-27T09:00', closed)).toEqual({ isOpen: false, opensAtMs: at('2026-12-01T08:00'), reason })
    expect(open('2026-11-26T19:00', closed)).toMatchObject({ reason: null })
  })

  it('is always open where nothing is said, and knows of no opening within a year', () => {
    expect(open('2026-11-25T03:00', { week: null, closedDays: [] })).toEqual({ isOpen: true })
    const reason = { zh: '装修', en: 'Works' }
    const long = ['2026', '2027'].map(year => ({ from: `${year}-01-01`, to: `${year}-12-31`, reason }))
    expect(open('2026-11-25T03:00', { week: null, closedDays: long })).toEqual({
      ...{ isOpen: false, opensAtMs: null, reason },
    })
  })

  it('finds the moment where a clock is put forward', () => {
    const summer: OpeningHours = { week: { ...WEEK, sunday: day('03:30', '10:00') }, closedDays: [] }
    const now = openNow(summer, Date.parse('2026-03-28T23:00:00Z'), 'Europe/Berlin')
    expect(now).toMatchObject({ isOpen: false, opensAtMs: Date.parse('2026-03-29T01:30:00Z') })
  })

  it('opens when it says, at any minute of any week', () => {
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map(minute => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
    const spans = fc.array(
      fc.record({ opens: time, closes: time }).filter(span => openSpanSchema.safeParse(span).success),
      { maxLength: 1 },
    )
    const week = fc
      .record({
        ...{ monday: spans, tuesday: spans, wednesday: spans, thursday: spans },
        ...{ friday: spans, saturday: spans, sunday: spans },
      })
      .filter(made => weekHoursSchema.safeParse(made).success)
    fc.assert(
      fc.property(week, fc.integer({ min: 0, max: 20_000 }), (made, minutes) => {
        const atMs = at('2026-11-23T00:00') + minutes * 60_000
        const now = openNow({ week: made, closedDays: [] }, atMs, ZONE)
        if (now.isOpen) return
        expect(now.opensAtMs).toBeGreaterThan(atMs)
        expect(openNow({ week: made, closedDays: [] }, now.opensAtMs!, ZONE).isOpen).toBe(true)
        expect(openNow({ week: made, closedDays: [] }, now.opensAtMs! - 60_000, ZONE)).toMatchObject({ isOpen: false })
      }),
      { numRuns: 300 },
    )
  })
})
