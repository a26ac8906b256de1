/**
 * A PDF date (ISO 32000-2, 7.9.4) as ISO 8601, for example `2026-11-22T12:00:00+08:00`; null when it is not one. Parts that
 * a date may leave out get their least value.
 */
export function isoOfPdfDate(text: string): string | null {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?$/.exec(text)
  if (!match) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, offHour, offMinute] =
    match
  const zone = sign && offHour ? `${sign}${offHour}:${offMinute ?? '00'}` : 'Z'
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`
  return Number.isNaN(Date.parse(iso)) ? null : iso
}
