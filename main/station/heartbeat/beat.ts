import type { Clock } from '../../../src/clock.ts'
import { HEARTBEAT_EVERY_MS, type Heartbeat } from '../../../src/contract/heartbeat-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { ServerClient } from '../server-client.ts'

/** After a change, how soon after the last heartbeat the next may go: longer with each that follows, for a loose plug changes each second. */
const HURRIED_PAUSES_MS = [1_000, 5_000, 10_000, 20_000] as const

export interface HeartbeatSource {
  mark(): string
  next(): Heartbeat
}

export interface Heart {
  /** Something may be otherwise: a heartbeat goes now if it is. */
  look(): void
}

/**
 * Tells the server again and again how the terminal is, and soon after something has changed. One request at a time: what is not answered
 * is not kept, for the next one says it anew. Ends when `closing`.
 */
export function startHeart(
  clock: Clock,
  client: Pick<ServerClient, 'call'>,
  source: HeartbeatSource,
  { closing, onBug }: { readonly closing: () => boolean; readonly onBug: (error: unknown) => void },
): Heart {
  let told = ''
  let toldMs = Number.NEGATIVE_INFINITY
  let hurried = 0
  let isAsking = false
  let callOff = () => {}

  const beat = async () => {
    if (closing()) return
    callOff()
    isAsking = true
    toldMs = clock.monotonic()
    const mark = source.mark()
    const answer = await client.call(TERMINAL_ROUTES.heartbeat, source.next())
    isAsking = false
    if (closing()) return
    if (answer.ok) told = mark
    callOff = clock.after(HEARTBEAT_EVERY_MS, () => {
      hurried = 0
      run()
    })
    if (answer.ok) look()
  }
  const run = () => void beat().catch(onBug)
  const look = () => {
    if (closing() || isAsking || source.mark() === told) return
    const pauseMs = HURRIED_PAUSES_MS[Math.min(hurried, HURRIED_PAUSES_MS.length - 1)]!
    const waitMs = Math.max(0, toldMs + pauseMs - clock.monotonic())
    callOff()
    callOff = clock.after(waitMs, () => {
      hurried++
      run()
    })
  }
  callOff = clock.after(0, run)
  return { look }
}
