/** How long after a try the next one comes. */
export interface BackOff {
  readonly firstMs: number
  readonly mostMs: number
}

/** Servers that take no stranger at the first time (450) take him some minutes later. */
export const LETTER_BACK_OFF: BackOff = { firstMs: 60_000, mostMs: 3_600_000 }
/** A text is awaited by somebody. */
export const TEXT_BACK_OFF: BackOff = { firstMs: 5_000, mostMs: 60_000 }
/** Of a relay that takes nothing: how long nothing is tried. */
export const RELAY_BACK_OFF: BackOff = { firstMs: 10_000, mostMs: 300_000 }

/** A fifth more or less, so that what failed together does not come again together. `random` is from 0 to 1. */
export const pauseMs = ({ firstMs, mostMs }: BackOff, tries: number, random: () => number): number =>
  Math.round(Math.min(firstMs * 2 ** Math.min(tries - 1, 20), mostMs) * (0.8 + 0.4 * random()))

/** A try that is nearer to the end than this is none. */
const LAST_TRY_MS = 2_000

/** When a message is tried again: before its time is over, for the last time shortly before. Null when no try is left. */
export function nextTryMs(nowMs: number, sendByMs: number, waitMs: number): number | null {
  const lastMs = sendByMs - LAST_TRY_MS
  return lastMs - nowMs < LAST_TRY_MS ? null : Math.min(nowMs + waitMs, lastMs)
}
