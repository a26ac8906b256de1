import { wallTimeToSecond } from '../rules/wall-time.ts'

const NOTE = '有效期至 Valid until '
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/

/**
 * What a seal says, as its reason, of the last moment at which a document counts: for people in the panel of any reader, and for
 * a check that can ask nobody. Whole seconds, by the wall clock of an IANA time zone.
 */
export function validityNote(lastMoment: Date, timeZone: string): string {
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(lastMoment)
  const offset = zone.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '')
  return `${NOTE}${wallTimeToSecond(lastMoment, timeZone).replace(' ', 'T')}${offset || '+00:00'}`
}

/** The last moment that a seal's reason states, ISO 8601 in universal time; null when it states none. */
export function readValidityNote(reason: string | null): string | null {
  if (!reason?.startsWith(NOTE)) return null
  const moment = reason.slice(NOTE.length)
  const ms = MOMENT.test(moment) ? Date.parse(moment) : Number.NaN
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
