/** Whether this system knows the time zone by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Day and minute as a clock on the wall shows them in a time zone, `2026-11-22 14:07`, whatever zone the machine is set to. */
export function wallTime(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(atMs)
}

/** The time of day alone, `14:07`. */
export function wallTimeOfDay(atMs: number, timeZone: string): string {
  return wallTime(atMs, timeZone).slice(-5)
}
