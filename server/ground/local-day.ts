/** The date, YYYY-MM-DD, that a calendar on the wall shows in an IANA time zone. Throws when there is no such zone. */
export function dayIn(timeZone: string, at: Date): string {
  // Swedish writes dates the way ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}
