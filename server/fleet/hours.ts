import { openNow } from '../../src/settings/opening-hours.ts'
import type { Settings } from '../../src/settings/settings.ts'
import type { ResolvedInForce } from '../settings/settings.ts'

/** Where a terminal is, as far as its hours hang on it. */
export interface HoursPlace {
  readonly terminalId: string
  readonly siteId: string
}

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
export function createHours(inForce: Pick<ResolvedInForce, 'below'>, timeZone: string): ReadHours {
  let held: { readonly newest: number; readonly hours: Map<string, Settings['hours']> } | null = null
  return async (places, now) => {
    const { newest } = await inForce.below({ siteId: null, terminalId: null })
    if (held?.newest !== newest) held = { newest, hours: new Map() }
    const { hours } = held
    const found = new Map<string, Openness | null>()
    for (const { terminalId, siteId } of places) {
      const key = `${siteId} ${terminalId}`
      const known = hours.get(key) ?? (await inForce.below({ siteId, terminalId })).settings.hours
      hours.set(key, known)
      found.set(terminalId, opennessOf(known, now.getTime(), timeZone))
    }
    return terminalId => found.get(terminalId) ?? null
  }
}

function opennessOf(hours: Settings['hours'], nowMs: number, timeZone: string): Openness | null {
  if (hours.week === null && hours.closedDays.length === 0) return null
  if (!openNow(hours, nowMs, timeZone).isOpen) return { isOpen: false, sinceMs: null }
  const beforeMs = nowMs - LOOKED_BACK_MS
  const before = openNow(hours, beforeMs, timeZone)
  return { isOpen: true, sinceMs: before.isOpen ? beforeMs : before.opensAtMs }
}
