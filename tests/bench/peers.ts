import { findPyhanko } from '../peers/pyhanko.ts'
import { startTimedPyhanko, type TimedPyhanko } from '../peers/pyhanko-timed.ts'

/** Says on stderr that a peer is not on this machine: then no figure names it. */
export function leftOut(peer: string, why: string): void {
  process.stderr.write(`${peer} is left out: ${why}\n`)
}

/** pyHanko, started; null when this machine has none. */
export async function openPyhanko(): Promise<TimedPyhanko | null> {
  const python = await findPyhanko()
  if (!python) leftOut('pyHanko', 'no Python for it, or PyPI cannot be reached')
  return python === null ? null : startTimedPyhanko(python)
}
