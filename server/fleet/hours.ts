import { servesNow } from '../../src/settings/maintenance.ts'
import type { HoursPlace, Maintained, ReadMaintained } from './maintained.ts'

/** Whether a terminal is meant to serve, and since when; null where it is meant to always. */
export interface Openness {
  readonly isOpen: boolean
  readonly sinceMs: number | null
}

/** Reads the hours of many terminals at once. */
export type ReadHours = (places: readonly HoursPlace[], now: Date) => Promise<(terminalId: string) => Openness | null>

/** Nobody asks for longer ago. */
const LOOKED_BACK_MS = 3_600_000

/** By what was published for them. What has not changed since the last time is not read again. */
export function createHours(read: ReadMaintained, timeZone: string): ReadHours {
  return async (places, now) => {
    const settingsOf = await read(places)
    const found = new Map(
      places.map(place => [place.terminalId, opennessOf(settingsOf(place), now.getTime(), timeZone)] as const),
    )
    return terminalId => found.get(terminalId) ?? null
  }
}

function opennessOf({ hours, maintenance }: Maintained, nowMs: number, timeZone: string): Openness | null {
  const { week } = maintenance
  if (hours.week === null && hours.closedDays.length === 0 && week === null) return null
  if (!servesNow(hours, week, nowMs, timeZone).serves) return { isOpen: false, sinceMs: null }
  const beforeMs = nowMs - LOOKED_BACK_MS
  const before = servesNow(hours, week, beforeMs, timeZone)
  return { isOpen: true, sinceMs: before.serves ? beforeMs : before.againAtMs }
}
