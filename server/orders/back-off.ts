const seconds = (...values: number[]) => values.map(value => value * 1000)
const minutes = (...values: number[]) => values.map(value => value * 60_000)

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** While a code is shown its provider is asked this often. */
export const WATCH_EVERY_MS = 5_000
/** A paid order of whose paper nothing was told for so long is asked about as well: its money may have gone back already. */
export const PAPER_UNTOLD_MS = 10 * 60_000
export const CHECK_AFTER_MS = [...seconds(5, 5, 5, 10, 30), ...minutes(1, 3, 5, 10, 30)]
/** Refunds of one order must lie a minute apart, and after five of them providers want fewer. */
const REFUND_AFTER_MS = minutes(1, 1, 1, 1, 1, 5, 10, 20, 30)

const pick = (steps: readonly number[], times: number): number => steps[Math.min(times, steps.length - 1)] ?? 0

/** How long to wait before a provider is asked again about an order to be opened or closed there, after `times` tries. */
export const checkAfterMs = (times: number): number => pick(CHECK_AFTER_MS, times)

/** How long to wait before a refund is asked about or tried again, after `times` tries. */
export const refundAfterMs = (times: number): number => pick(REFUND_AFTER_MS, times)

/** How long to wait with what is in people's hands, `sinceMs` after it came there: hourly for a day, then once a day, for ever. */
export const inHandsAfterMs = (sinceMs: number): number => (sinceMs < DAY_MS ? HOUR_MS : DAY_MS)
