/** Made once a zone: making one takes fifty times as long as a date, and views of the screen are checked with it again and again. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** Throws for what is no time zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  // Swedish writes dates the way ISO 8601 does.
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, format)
  return format
}

/** Whether this system knows the time zone by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** Day and minute as a clock on the wall shows them in a time zone, `2026-11-22 14:07`, whatever zone the machine is set to. */
export function wallTime(at: number | Date, timeZone: string): string {
  return formatOf(timeZone).format(at)
}

/** The time of day alone, `14:07`. */
export function wallTimeOfDay(atMs: number, timeZone: string): string {
  return wallTime(atMs, timeZone).slice(-5)
}
