import { kioskViewSchema } from '../../../src/contract/kiosk-view.ts'
import type { TerminalSettings } from '../../../src/contract/terminals-api.ts'
import { DEFAULT_DELAYS } from '../../../src/session/delays.ts'
import { newSession } from '../../../src/session/state.ts'
import { viewOf } from '../../../src/session/view.ts'
import { setHereAt, withPublished } from '../../../src/settings/for-station.ts'
import type { Settings } from '../../../src/settings/settings.ts'

/** A dry run: why the first screen could not be shown with these settings, open or closed; null when it can. */
export function whyNotShown(settings: Settings, own: TerminalSettings, screenWidthMm: number): string | null {
  try {
    const set = { ...setHereAt(settings, Date.parse(own.serverTime), own.timeZone) }
    const begun = newSession(DEFAULT_DELAYS)
    const session = { ...begun, set, settings: withPublished(own, settings) }
    for (const stage of [
      { kind: 'attract', started: false, fault: null },
      { kind: 'out-of-service', fault: { code: 'outside-hours' } },
    ] as const) {
      const shown = kioskViewSchema.safeParse(viewOf({ ...session, stage }, { screenWidthMm, remainingMs: () => 0 }))
      if (!shown.success) return `the first screen cannot be shown: ${shown.error.issues[0]?.path.join('.') ?? ''}`
    }
    return null
  } catch (error) {
    return `the first screen cannot be shown: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`
  }
}
