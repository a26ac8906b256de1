import type { Clock } from '../src/clock.ts'

/** As much of a WebSocket of `ws` as is asked for signs of life. */
export interface PingedLine {
  ping(): void
  on(event: 'pong', hear: () => void): unknown
  terminate(): void
}

const PING_EVERY_MS = 5_000
/** So many pings without an answer are a process that hangs, or a machine that has stopped. */
const UNANSWERED_MAX = 2

/** Breaks a line off whose other end is there and says nothing any more. Gives what ends the watch. */
export function noticeSilence(line: PingedLine, clock: Pick<Clock, 'after'>): () => void {
  let unanswered = 0
  let callOff = () => {}
  line.on('pong', () => {
    unanswered = 0
  })
  const ask = () => {
    if (unanswered >= UNANSWERED_MAX) return line.terminate()
    unanswered += 1
    callOff = clock.after(PING_EVERY_MS, ask)
    line.ping()
  }
  callOff = clock.after(PING_EVERY_MS, ask)
  return () => callOff()
}
