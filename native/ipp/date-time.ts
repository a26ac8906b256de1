/** A date in IPP is the 11 octets of RFC 2579's DateAndTime (RFC 8010 section 3.9); here it is an ISO 8601 text with its offset. */
const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d)([+-])(\d\d):(\d\d)$/

/** `2026-11-03T08:15:30.5+08:00` for 11 well-formed octets, else null. */
export function isoOfDateTime(octets: Uint8Array): string | null {
  if (octets.length !== 11) return null
  const [high, low, month, day, hour, minute, second, tenth, sign, offsetHour, offsetMinute] =
    octets as unknown as Octets
  const inRange =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60 && tenth <= 9
  const zoneInRange = (sign === 0x2b || sign === 0x2d) && offsetHour <= 14 && offsetMinute <= 59
  if (!inRange || !zoneInRange || high * 256 + low > 9999) return null
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${String(high * 256 + low).padStart(4, '0')}-${two(month)}-${two(day)}`
  const time = `${two(hour)}:${two(minute)}:${two(second)}.${tenth}`
  return `${date}T${time}${String.fromCharCode(sign)}${two(offsetHour)}:${two(offsetMinute)}`
}

type Octets = readonly [number, number, number, number, number, number, number, number, number, number, number]

/** The 11 octets of a text as `isoOfDateTime` gives it. Throws for any other text: what goes out is ours. */
export function dateTimeOfIso(iso: string): Uint8Array {
  const match = pattern.exec(iso)
  if (!match) throw new Error(`not a date for IPP: ${iso}`)
  const field = (index: number) => Number(match[index])
  const sign = match[8] === '+' ? 0x2b : 0x2d
  const year = field(1)
  const clock = [field(4), field(5), field(6), field(7)]
  return Uint8Array.from([year >> 8, year & 0xff, field(2), field(3), ...clock, sign, field(9), field(10)])
}
