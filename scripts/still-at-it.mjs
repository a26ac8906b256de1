const EVERY_MS = 4_000

/**
 * Says what is under way, and every few seconds that it still is, so that nobody takes work for a hang.
 * @param {string} what a sentence without its full stop
 * @param {(line: string) => void} say
 * @returns {() => void} ends it
 */
export function stillAtIt(what, say) {
  const beganMs = performance.now()
  say(`${what}.`)
  const timer = setInterval(() => say(`  still at it, ${Math.round((performance.now() - beganMs) / 1000)} s`), EVERY_MS)
  return () => clearInterval(timer)
}
