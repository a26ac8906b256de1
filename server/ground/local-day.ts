import { wallDay } from '../../src/rules/wall-time.ts'

/** The date, YYYY-MM-DD, that a calendar on the wall shows in an IANA time zone. Throws when there is no such zone. */
export function dayIn(timeZone: string, at: Date): string {
  return wallDay(at, timeZone)
}
