/** Calendars are dear to make and there are few zones. */
const calendars = new Map<string, Intl.DateTimeFormat>()

/** The date, YYYY-MM-DD, that a calendar on the wall shows in an IANA time zone. Throws when there is no such zone. */
export function dayIn(timeZone: string, at: Date): string {
  let calendar = calendars.get(timeZone)
  if (!calendar) {
    // Swedish writes dates the way ISO 8601 does.
    calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    calendars.set(timeZone, calendar)
  }
  return calendar.format(at)
}
