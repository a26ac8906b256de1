/** Made once a zone: making one takes fifty times as long as a date, and views of the screen are checked with it again and again. */
function formatsTo(time: { readonly timeStyle?: 'short' | 'medium' }): (timeZone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return timeZone => {
    // Swedish writes dates the way ISO 8601 does. Throws for what is no time zone.
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', ...time })
    formats.set(timeZone, format)
    return format
  }
}

const toDay = formatsTo({})
const toMinute = formatsTo({ timeStyle: 'short' })
const toSecond = formatsTo({ timeStyle: 'medium' })

/** Whether this system knows the time zone by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    toMinute(name)
    return true
  } catch {
    return false
  }
}

/** Day and minute as a clock on the wall shows them in a time zone, `2026-11-22 14:07`, whatever zone the machine is set to. */
export function wallTime(at: number | Date, timeZone: string): string {
  return toMinute(timeZone).format(at)
}

/** The same to the second, `2026-11-22 14:07:05`. */
export function wallTimeToSecond(at: number | Date, timeZone: string): string {
  return toSecond(timeZone).format(at)
}

/** The day alone, `2026-11-22`. */
export function wallDay(at: number | Date, timeZone: string): string {
  return toDay(timeZone).format(at)
}

/** The time of day alone, `14:07`. */
export function wallTimeOfDay(atMs: number, timeZone: string): string {
  return wallTime(atMs, timeZone).slice(-5)
}

/** How far the clocks of a time zone are from UTC at a moment, `UTC+8`. */
export function offsetName(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}

/** Day, minute and zone, `2026-11-22 14:07 (UTC+8)`, for what is read far away from the house. */
export function wallTimeAnywhere(at: Date, timeZone: string): string {
  return `${wallTime(at, timeZone)} (${offsetName(at, timeZone)})`
}
