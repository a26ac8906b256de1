/** How a lost page is brought back: the milder way first. */
export type RecoveryStep = 'reload' | 'new-window' | 'relaunch'

const WINDOW_MS = 10 * 60_000
const RELOADS = 3
const NEW_WINDOWS = 2

/**
 * Which way to take, given when pages were lost so far: three reloads within ten minutes, then two new windows, then the
 * whole shell anew. Times are in ms of one clock, in rising order; the newest loss is the last one.
 */
export function recoveryStep(lossesMs: readonly number[]): RecoveryStep {
  const newestMs = lossesMs.at(-1) ?? 0
  const recent = lossesMs.filter(lossMs => newestMs - lossMs < WINDOW_MS).length
  if (recent <= RELOADS) return 'reload'
  return recent <= RELOADS + NEW_WINDOWS ? 'new-window' : 'relaunch'
}
