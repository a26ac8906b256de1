import { type Bilingual, both } from '../../src/contract/texts.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import { dayBounds } from './balances.ts'

/** A month that is asked for, at the moment at which it is. */
export interface Month {
  /** YYYY-MM. */
  readonly month: string
  /** Whether it is over by the house's clocks; else everything said of it goes up to `asOf`. */
  readonly isOver: boolean
  /** ISO 8601. */
  readonly asOf: string
}

export const isMonth = (text: string): boolean => /^2\d{3}-(0[1-9]|1[0-2])$/.test(text)

/** The first moment of a calendar month and that of the next one. */
export function monthBounds(timeZone: string, month: string): { readonly from: Date; readonly until: Date } {
  const [year = 0, nth = 0] = month.split('-').map(Number)
  const next =
    nth === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${String(nth + 1).padStart(2, '0')}`
  return { from: dayBounds(timeZone, `${month}-01`).from, until: dayBounds(timeZone, `${next}-01`).from }
}

export const monthAt = (timeZone: string, month: string, now: Date): Month => ({
  ...{ month, isOver: now >= monthBounds(timeZone, month).until, asOf: now.toISOString() },
})

/** Whether there is anything to say of a month yet. */
export const hasBegun = (timeZone: string, month: string, now: Date): boolean =>
  now >= monthBounds(timeZone, month).from

/** `2026-11`, and where it is not over how far it goes, with the zone of the clock. */
export function sayMonth({ month, isOver, asOf }: Month, timeZone: string): Bilingual {
  if (isOver) return both(month, month)
  const at = wallTime(new Date(asOf), timeZone)
  return both(`${month}（未完，截至 ${at}）`, `${month} (not finished; up to ${at})`)
}
