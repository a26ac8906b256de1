import { wallTime } from '../../src/rules/wall-time.ts'

const DAY_MS = 86_400_000

/** The date and time, `YYYY-MM-DD HH:MM`, that clocks show in an IANA time zone: texts that compare as the moments do. */
export function wallClock(timeZone: string, at: Date): string {
  return wallTime(at, timeZone)
}

/** A day, YYYY-MM-DD, some days later or earlier on the calendar. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}

/** Every day from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
