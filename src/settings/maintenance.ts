import { z } from 'zod'
import { type Bilingual, both } from '../contract/texts.ts'
import {
  closingSchema,
  minutesOf,
  nextTimeOfDay,
  type OpeningHours,
  openNow,
  timeOfDaySchema,
  WEEKDAYS,
  type Weekday,
  type WeekHours,
} from './opening-hours.ts'

/** From one time to another, on the next day where it ends earlier than it begins. */
const windowSchema = z
  .strictObject({ from: timeOfDaySchema, to: closingSchema })
  .refine(({ from, to }) => from !== to, 'begins and ends at the same time')
type Window = z.infer<typeof windowSchema>

const DAY_MINUTES = 24 * 60
const WINDOWS_MAX = 3
/** More is no maintenance: the hours are wrong then. */
const WEEK_MINUTES_MAX = 84 * 60
const lengthOf = ({ from, to }: Window) => {
  const minutes = minutesOf(to) - minutesOf(from)
  return minutes < 0 ? minutes + DAY_MINUTES : minutes
}

const dayWindows = z.array(windowSchema).max(WINDOWS_MAX)

/** When the machine is looked after, by the day of the week on which it begins. */
export const maintenanceWeekSchema = z
  .strictObject(Object.fromEntries(WEEKDAYS.map(day => [day, dayWindows])) as Record<Weekday, typeof dayWindows>)
  .refine(
    week => WEEKDAYS.flatMap(day => week[day]).reduce((sum, one) => sum + lengthOf(one), 0) <= WEEK_MINUTES_MAX,
    'is more than half of the week: set opening hours instead',
  )
export type MaintenanceWeek = z.infer<typeof maintenanceWeekSchema>

/** As visitors read it. */
export const MAINTENANCE: Bilingual = both('例行维护', 'Planned maintenance')

/** Nobody sets more windows and closed days one after the other. */
const STEPS_MAX = 40

/** Whether a machine is meant to serve; if not, when it is again (null: not within a year), and why where there is something to say. */
export type ServesNow =
  | { readonly serves: true }
  | { readonly serves: false; readonly againAtMs: number | null; readonly reason: Bilingual | null }

/** By its opening hours, and not while it is looked after. The end is the first moment at which both are over. */
export function servesNow(
  hours: OpeningHours,
  maintenance: MaintenanceWeek | null,
  atMs: number,
  timeZone: string,
): ServesNow {
  const open = openNow(hours, atMs, timeZone)
  const looked = maintenance && endOfMaintenance(maintenance, atMs, timeZone)
  if (open.isOpen && looked === null) return { serves: true }
  const reason = open.isOpen ? MAINTENANCE : open.reason
  let whenMs = open.isOpen ? looked : open.opensAtMs
  for (let step = 0; step < STEPS_MAX && whenMs !== null; step++) {
    const now = openNow(hours, whenMs, timeZone)
    const end = now.isOpen && maintenance ? endOfMaintenance(maintenance, whenMs, timeZone) : null
    if (now.isOpen && end === null) return { serves: false, againAtMs: whenMs, reason }
    whenMs = now.isOpen ? end : now.opensAtMs
  }
  return { serves: false, againAtMs: null, reason }
}

/** When the work that goes on at a moment is over; null where none does. */
function endOfMaintenance(week: MaintenanceWeek, atMs: number, timeZone: string): number | null {
  const ends = WEEKDAYS.flatMap(day => week[day].map(window => ({ day, window }))).flatMap(({ day, window }) => {
    const only = { ...NO_DAY, [day]: [{ opens: window.from, closes: window.to }] }
    if (!openNow({ week: only, closedDays: [] }, atMs, timeZone).isOpen) return []
    return [nextTimeOfDay(window.to, atMs, timeZone)]
  })
  return ends.length === 0 ? null : Math.max(...ends)
}
const NO_DAY = Object.fromEntries(WEEKDAYS.map(day => [day, []])) as unknown as WeekHours
