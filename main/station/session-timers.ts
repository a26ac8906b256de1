import type { Clock } from '../../src/clock.ts'
import type { Effect } from '../../src/session/effect.ts'
import type { SessionEvent } from '../../src/session/event.ts'
import type { TimerName } from '../../src/session/timer-name.ts'

export interface SessionTimers {
  start(effect: Extract<Effect, { kind: 'start-timer' }>): void
  stop(timer: TimerName): void
  /** How long `timer` still runs; 0 when it does not. */
  remainingMs(timer: TimerName): number
}

/** Runs the visit's timers. Their tokens come back with them, so a late one does no harm. */
export function createSessionTimers(clock: Clock, post: (event: SessionEvent) => void): SessionTimers {
  const running = new Map<TimerName, { cancel: () => void; dueMs: number }>()
  const stop = (timer: TimerName) => {
    running.get(timer)?.cancel()
    running.delete(timer)
  }
  return {
    start: ({ timer, token, delayMs }) => {
      stop(timer)
      const cancel = clock.after(delayMs, () => {
        running.delete(timer)
        post({ kind: 'timer-fired', timer, token })
      })
      running.set(timer, { cancel, dueMs: clock.monotonic() + delayMs })
    },
    stop,
    remainingMs: timer => Math.max(0, (running.get(timer)?.dueMs ?? 0) - clock.monotonic()),
  }
}
