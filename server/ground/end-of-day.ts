import { wallDay } from '../../src/rules/wall-time.ts'

const HOUR_S = 3_600
/** No wall clock is further from UTC. */
const FURTHEST_S = 15 * HOUR_S

/** The last millisecond of a calendar day, YYYY-MM-DD, by the wall clock of an IANA time zone, whatever its clocks do at night. */
export function endOfDay(timeZone: string, day: string): Date {
  const noonS = Date.parse(`${day}T12:00:00Z`) / 1000
  let insideS = noonS - 12 * HOUR_S - FURTHEST_S
  let behindS = noonS + 12 * HOUR_S + FURTHEST_S
  while (behindS - insideS > 1) {
    const middleS = Math.floor((insideS + behindS) / 2)
    if (wallDay(middleS * 1000, timeZone) <= day) insideS = middleS
    else behindS = middleS
  }
  return new Date(behindS * 1000 - 1)
}
