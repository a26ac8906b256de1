/** Orders of one day at one hour of the house’s clock. */
export interface HourCount {
  /** YYYY-MM-DD. */
  readonly day: string
  /** 0 to 23. */
  readonly hour: number
  readonly orders: number
}

/** What is expected of a day, and between what the same weekdays lay that it is reckoned from. */
export interface Expected {
  readonly day: string
  readonly mean: number
  readonly least: number
  readonly most: number
}

export const FORECAST_WEEKS = 8
/** Fewer weeks say nothing about the next. */
export const LEAST_WEEKS = 4
const DAY_MS = 86_400_000

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** The days before `today` that a forecast is reckoned from: whole weeks, eight at most, from the first day on that anything was ordered. */
export function daysBefore(today: string, firstDay: string | null): readonly string[] {
  if (firstDay === null) return []
  const earliest = addDays(today, -FORECAST_WEEKS * 7)
  const known = Array.from({ length: FORECAST_WEEKS * 7 }, (_, at) => addDays(earliest, at)).filter(
    day => day >= firstDay,
  )
  return known.slice(known.length % 7)
}

/**
 * The next days by what the same weekdays of the last weeks have had: their mean, and the least and the most of them. A day without an order
 * counts as one. Empty where fewer than four weeks are known.
 */
export function forecast(
  today: string,
  known: readonly string[],
  counts: readonly HourCount[],
  days: number,
): Expected[] {
  if (known.length < LEAST_WEEKS * 7) return []
  const ofDay = new Map<string, number>(known.map(day => [day, 0]))
  for (const { day, orders } of counts) if (ofDay.has(day)) ofDay.set(day, (ofDay.get(day) ?? 0) + orders)
  return Array.from({ length: days }, (_, at) => {
    const day = addDays(today, at + 1)
    const same = [...ofDay].filter(([one]) => weekdayOf(one) === weekdayOf(day)).map(([, orders]) => orders)
    const mean = same.reduce((sum, orders) => sum + orders, 0) / same.length
    return { day, mean: Math.round(mean * 10) / 10, least: Math.min(...same), most: Math.max(...same) }
  })
}

/** The mean of orders by hour and weekday: 24 rows of seven. */
export function peaks(known: readonly string[], counts: readonly HourCount[]): number[][] {
  const weeks = Math.max(1, known.length / 7)
  const days = new Set(known)
  const sums = Array.from({ length: 24 }, () => Array.from({ length: 7 }, () => 0))
  for (const { day, hour, orders } of counts) {
    const row = sums[hour]
    if (row && days.has(day)) row[weekdayOf(day)] = (row[weekdayOf(day)] ?? 0) + orders
  }
  return sums.map(row => row.map(sum => Math.round((sum / weeks) * 10) / 10))
}
