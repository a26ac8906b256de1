import type { KioskView } from '../../../src/contract/kiosk-view.ts'
import type { TerminalSettings } from '../../../src/contract/terminals-api.ts'
import type { Bilingual, Language } from '../../../src/contract/texts.ts'
import { DEFAULT_DELAYS } from '../../../src/session/delays.ts'
import { newSession } from '../../../src/session/state.ts'
import { viewOf } from '../../../src/session/view.ts'
import { setHereAt, withPublished } from '../../../src/settings/for-station.ts'
import type { Settings } from '../../../src/settings/settings.ts'

export interface PictureOf {
  readonly university: Bilingual
  readonly name: Bilingual
  readonly place: Bilingual
  readonly timeZone: string
}

const SCREEN_WIDTH_MM = 336

/** The first screen of a machine on which everything works, as the kiosk itself would show it with these settings, open or closed. */
export function firstScreen(
  settings: Settings,
  of: PictureOf,
  { isClosed, language, nowMs }: { readonly isClosed: boolean; readonly language: Language; readonly nowMs: number },
): KioskView {
  const now = setHereAt(settings, nowMs, of.timeZone)
  const closed = now.closed ?? { opensAt: null, reason: settings.hours.closedDays[0]?.reason ?? null }
  const begun = newSession(DEFAULT_DELAYS)
  const session = {
    ...begun,
    language,
    settings: withPublished(nobody(of, nowMs), settings),
    set: { ...now, closed: isClosed ? closed : null },
    readiness: {
      ...{ storage: null, server: null, printer: null, sheetsLeft: null, warnings: [] },
      ...{ campusCardReader: null, idCardReader: null, receiptPrinter: null, codeScanner: null },
    },
    stage: isClosed
      ? ({ kind: 'out-of-service', fault: { code: 'outside-hours' } } as const)
      : ({ kind: 'attract', started: false, fault: null } as const),
  }
  return viewOf(session, { screenWidthMm: SCREEN_WIDTH_MM, remainingMs: () => 0 })
}

/** A terminal of which nothing is known but what stands on its screen. */
function nobody({ university, name, place, timeZone }: PictureOf, nowMs: number): TerminalSettings {
  return {
    ...{ terminalId: 'picture-0000' as TerminalSettings['terminalId'], terminalName: name, place, timeZone },
    ...{ universityName: university, helpPhone: '', payeeName: '', freeCopies: 0, tariff: [], maxCopies: 1 },
    ...{ badCopiesGoTo: null, anchorsPem: '', timestampAnchorsPem: '', hasPhoneLogin: true, hasPickups: true },
    ...{ cardPinUrl: null, portalUrl: null, published: null, isKeyDue: false, takenOut: null },
    serverTime: new Date(nowMs).toISOString(),
  }
}
