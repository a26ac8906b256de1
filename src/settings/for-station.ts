import type { TerminalSettings } from '../contract/terminals-api.ts'
import type { Bilingual } from '../contract/texts.ts'
import { tariffLines } from '../rules/tariff.ts'
import { wallTime } from '../rules/wall-time.ts'
import type { Delays } from '../session/delays.ts'
import { servesNow } from './maintenance.ts'
import { minutesOf } from './opening-hours.ts'
import type { Settings } from './settings.ts'

/** It is closed now. */
export interface Closed {
  /** Null: not within a year. */
  readonly opensAt: string | null
  /** Of a closed day, or that it is looked after; null outside the hours of a week. */
  readonly reason: Bilingual | null
}

/** What is set here of what visitors see and hear, at this moment. */
export interface SetHere {
  /** Null while it is open. */
  readonly closed: Closed | null
  readonly notice: Bilingual | null
  readonly look: { readonly logo: string | null; readonly accent: string | null }
  readonly sounds: { readonly volumePercent: number; readonly touches: boolean }
}

/** As a terminal is for which nothing is set. */
export const NOTHING_SET: SetHere = {
  ...{ closed: null, notice: null, look: { logo: null, accent: null } },
  sounds: { volumePercent: 0, touches: false },
}

/** The same at a moment of a terminal. */
export function setHereAt(
  { hours, maintenance, help, look, sounds }: Settings,
  atMs: number,
  timeZone: string,
): SetHere {
  const now = servesNow(hours, maintenance.week, atMs, timeZone)
  const { volumePercent, touches, quietHours } = sounds
  return {
    closed: now.serves
      ? null
      : { opensAt: now.againAtMs === null ? null : new Date(now.againAtMs).toISOString(), reason: now.reason },
    notice: help.notice,
    look,
    sounds: { volumePercent: quietHours && isWithin(quietHours, atMs, timeZone) ? 0 : volumePercent, touches },
  }
}

function isWithin(
  { from, to }: { readonly from: string; readonly to: string },
  atMs: number,
  timeZone: string,
): boolean {
  const [begin, end, now] = [from, to, wallTime(atMs, timeZone).slice(-5)].map(minutesOf) as [number, number, number]
  return begin < end ? begin <= now && now < end : now >= begin || now < end
}

/** What the server says of a terminal, with what was published in its place. */
export const withPublished = (settings: TerminalSettings, { prices, copies, help }: Settings): TerminalSettings => ({
  ...settings,
  ...{ tariff: tariffLines(prices), helpPhone: help.phone },
  ...{ freeCopies: copies.freeCopies, maxCopies: copies.maxCopies, badCopiesGoTo: copies.badCopiesGoTo },
})

/** The spans of a visit: as they were published, else as the terminal's own file has them. */
export function delaysWith(own: Delays, delays: Settings['delays']): Delays {
  const ms = (seconds: number | null, ownMs: number) => (seconds === null ? ownMs : seconds * 1_000)
  return {
    ...own,
    idleMs: ms(delays.idleSeconds, own.idleMs),
    askMs: ms(delays.askSeconds, own.askMs),
    noticeMs: ms(delays.noticeSeconds, own.noticeMs),
    asideMs: ms(delays.asideSeconds, own.asideMs),
    refusedMs: ms(delays.refusedSeconds, own.refusedMs),
    answerMs: ms(delays.answerSeconds, own.answerMs),
    paperMs: ms(delays.paperSeconds, own.paperMs),
    leaveMs: ms(delays.leaveSeconds, own.leaveMs),
    payMarginMs: ms(delays.payMarginSeconds, own.payMarginMs),
  }
}
