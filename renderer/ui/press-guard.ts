/** How long a button that orders or spends is deaf after a touch: a bouncing finger orders once. */
export const SPENT_MS = 400

/** Says for each press whether it counts: not when it follows the last one that counted by less than `spentMs`. */
export function createPressGuard(monotonic: () => number, spentMs = SPENT_MS): () => boolean {
  let lastMs = Number.NEGATIVE_INFINITY
  return () => {
    const nowMs = monotonic()
    if (nowMs - lastMs < spentMs) return false
    lastMs = nowMs
    return true
  }
}
