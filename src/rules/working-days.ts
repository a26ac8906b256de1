import { wallDay } from './wall-time.ts'

const DAY_MS = 24 * 3_600_000
const SATURDAY = 6

/** Whether an office is open on the day: Monday to Friday. Holidays are known to nobody here. */
export function isWorkingDay(at: Date, timeZone: string): boolean {
  const weekday = new Date(`${wallDay(at, timeZone)}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== SATURDAY
}

/** The same time of day so many working days later; what begins on a Saturday begins on Monday. */
export function workingDaysLater(at: Date, days: number, timeZone: string): Date {
  let day = at
  for (let left = days; left > 0; ) {
    day = new Date(day.getTime() + DAY_MS)
    if (isWorkingDay(day, timeZone)) left--
  }
  return day
}

/** The same time of day so many working days earlier. */
export function workingDaysEarlier(at: Date, days: number, timeZone: string): Date {
  let day = at
  for (let left = days; left > 0; ) {
    if (isWorkingDay(day, timeZone)) left--
    day = new Date(day.getTime() - DAY_MS)
  }
  return day
}
