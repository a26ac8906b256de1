import { z } from 'zod'
import { bilingualSchema } from '../contract/texts.ts'
import { wallTime } from '../rules/wall-time.ts'
import { plainLineSchema } from './plain-line.ts'

/** The days of a week, as a week begins in the house's country. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** A time of day on the wall, `07:30`. */
export const timeOfDaySchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:30')
/** The same, or the end of the day. */
export const closingSchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as 22:00, or 24:00')

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Open from one time to another. Where it closes earlier than it opens, it closes on the next day. */
export const openSpanSchema = z
  .strictObject({ opens: timeOfDaySchema, closes: closingSchema })
  .refine(
    ({ opens, closes }) => minutesOf(opens) % DAY_MINUTES !== minutesOf(closes) || closes === '24:00',
    'opens and closes at the same time: for a whole day say 00:00 to 24:00',
  )
export type OpenSpan = z.infer<typeof openSpanSchema>

const isOverMidnight = ({ opens, closes }: OpenSpan) => minutesOf(closes) < minutesOf(opens)

const dayHoursSchema = z
  .array(openSpanSchema)
  .max(3)
  .refine(
    spans =>
      spans.every((span, i) => i === 0 || (!isOverMidnight(spans[i - 1]!) && spans[i - 1]!.closes <= span.opens)),
    'the times of a day must follow one another and not overlap',
  )

/** When the machine is open, by the day of the week; a day without times is closed. */
export const weekHoursSchema = z
  .strictObject(
    Object.fromEntries(WEEKDAYS.map(day => [day, dayHoursSchema])) as Record<Weekday, typeof dayHoursSchema>,
  )
  .refine(week => WEEKDAYS.some(day => week[day].length > 0), 'would never be open: take it out of service instead')
export type WeekHours = z.infer<typeof weekHoursSchema>

/** Nobody plans further ahead; what is longer is a slip of the pen. */
const CLOSED_DAYS_MAX = 366
const daySchema = z.iso
  .date()
  .refine(day => day >= '2000-01-01' && day <= '2199-12-31', 'must be a day of this or the next century')

/** Days on which it is closed whatever the day of the week, both ends included. */
export const closedDaysSchema = z
  .strictObject({
    from: daySchema,
    to: daySchema,
    reason: bilingualSchema.extend({ zh: plainLineSchema(60), en: plainLineSchema(80) }),
  })
  .refine(({ from, to }) => from <= to, 'ends before it begins')
  .refine(({ from, to }) => daysBetween(from, to) < CLOSED_DAYS_MAX, 'is longer than a year')
export type ClosedDays = z.infer<typeof closedDaysSchema>

export interface OpeningHours {
  /** Null: always open but on closed days. */
  readonly week: WeekHours | null
  readonly closedDays: readonly ClosedDays[]
}

/** Whether it is open now; if not, when it opens again (null: not within a year), and why where a closed day is the reason. */
export type OpenNow =
  | { readonly isOpen: true }
  | { readonly isOpen: false; readonly opensAtMs: number | null; readonly reason: ClosedDays['reason'] | null }

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / (DAY_MINUTES * MINUTE_MS)
const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)
const dayAfter = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10)
const ALL_DAY: OpenSpan = { opens: '00:00', closes: '24:00' }

/** The times of one day as the calendar has it: none on a closed day. */
function spansOf(hours: OpeningHours, day: string): readonly OpenSpan[] {
  if (closedOn(hours, day)) return []
  // 1970-01-01 was a Thursday.
  const weekday = WEEKDAYS[(dayNumber(day) + 3) % 7]!
  return hours.week === null ? [ALL_DAY] : hours.week[weekday]
}

const closedOn = ({ closedDays }: OpeningHours, day: string): ClosedDays | undefined =>
  closedDays.find(({ from, to }) => from <= day && day <= to)

/**
 * Whether the machine is open at a moment, by the clock on the wall of its time zone. The hours after midnight belong to the day on which
 * it opened, so a closed day does not cut off the evening before it.
 */
export function openNow(hours: OpeningHours, atMs: number, timeZone: string): OpenNow {
  const [day = '', time = ''] = wallTime(atMs, timeZone).split(' ')
  const minute = minutesOf(time)
  const runsNow = ({ opens, closes }: OpenSpan, fromYesterday: boolean) => {
    const [from, to] = [minutesOf(opens), minutesOf(closes)]
    if (fromYesterday) return to < from && minute < to
    return minute >= from && (to < from || minute < to)
  }
  const isOpen =
    spansOf(hours, day).some(span => runsNow(span, false)) ||
    spansOf(hours, dayAfter(day, -1)).some(span => runsNow(span, true))
  if (isOpen) return { isOpen: true }
  return { isOpen: false, opensAtMs: opensAgain(hours, atMs, timeZone), reason: closedOn(hours, day)?.reason ?? null }
}

const SEARCHED_DAYS = 367

function opensAgain(hours: OpeningHours, atMs: number, timeZone: string): number | null {
  const [today = '', time = ''] = wallTime(atMs, timeZone).split(' ')
  for (let ahead = 0; ahead <= SEARCHED_DAYS; ahead++) {
    const day = dayAfter(today, ahead)
    const next = spansOf(hours, day).find(({ opens }) => ahead > 0 || opens > time)
    if (next) return momentOf(`${day} ${next.opens}`, atMs, timeZone)
  }
  return null
}

/** The next moment at which the clock on the wall shows a time of day; `24:00` is the end of the day. */
export function nextTimeOfDay(time: string, atMs: number, timeZone: string): number {
  const [today = '', now = ''] = wallTime(atMs, timeZone).split(' ')
  if (time === '24:00') return momentOf(`${dayAfter(today, 1)} 00:00`, atMs, timeZone)
  return momentOf(`${time > now ? today : dayAfter(today, 1)} ${time}`, atMs, timeZone)
}

/** The moment at which the clock on the wall shows a day and minute; where it leaps over it, the moment after the leap. */
function momentOf(wall: string, nearMs: number, timeZone: string): number {
  const asUtc = (shown: string) => Date.parse(`${shown.replace(' ', 'T')}:00Z`)
  const offsetAt = (ms: number) => asUtc(wallTime(ms, timeZone)) - Math.floor(ms / MINUTE_MS) * MINUTE_MS
  const first = asUtc(wall) - offsetAt(nearMs)
  return asUtc(wall) - offsetAt(first)
}
