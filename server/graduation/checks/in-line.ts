import { createTurns } from '../../ground/turns.ts'

/** Has work done a few pieces at a time, in the order in which it came. */
export type InLine = <T>(work: () => Promise<T>) => Promise<T>

/** Fewer than the database has connections: the rest of the house goes on. */
const LINES = 4

/**
 * In the last hour of a campaign everyone comes at once. Who waits here waits as long as it takes; who waits for a connection to the database is
 * turned away after some seconds, and it might be too late then to ask again.
 */
export function createInLine(): InLine {
  const turns = createTurns()
  let came = 0
  return work => turns.take(String(came++ % LINES), work)
}
