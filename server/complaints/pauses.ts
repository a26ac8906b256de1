const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** A complaint that is open at the provider is asked about so often; a notice has it asked about at once. */
export const FOLLOW_EVERY_MS = 10 * MINUTE_MS
/** One that was dealt with can be complained of anew: it is asked about once a day for so long. */
export const FOLLOW_DONE_MS = 30 * DAY_MS
/** Lists are read so often, with so many days again that were read before: what is made at midnight may be listed late. */
export const LOOK_EVERY_MS = 10 * MINUTE_MS
export const OVERLAP_DAYS = 2
/** How far back the first look at a merchant goes. */
export const FIRST_LOOK_DAYS = 60

const OPEN_PAUSES_MS = [1, 2, 5, 10, 30, 60].map(minutes => minutes * MINUTE_MS)
const REFUSED_PAUSES_MS = [5, 15, 30, 60, 180, 360].map(minutes => minutes * MINUTE_MS)
const pick = (pauses: readonly number[], tries: number) => pauses[Math.min(Math.max(tries, 1), pauses.length) - 1]!

/** After `tries` that were left open. */
export const openPauseMs = (tries: number): number => pick(OPEN_PAUSES_MS, tries)
/** After `tries` that were refused: what was refused may go through once somebody has changed something, so it is never the end. */
export const refusedPauseMs = (tries: number): number => pick(REFUSED_PAUSES_MS, tries)
