import type { Clock } from '../../src/clock.ts'
import { EXIT_CONFIGURATION, SILENCE_MS, START_SILENCE_MS, STOP_MS } from '../../src/contract/station-process.ts'
import type { ChildEnd, SupervisedChild } from './supervised-child.ts'

/** Waits before the first, second, … restart in a row; the last one holds from then on. */
export const BACK_OFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const
/** A child that has been ready for so long starts again with the shortest wait. */
export const QUIET_MS = 60_000
/** After SIGKILL a process is gone within moments, or hangs in the kernel for good. */
const KILL_MS = 2_000

export type SupervisorEvent<C> =
  | { readonly kind: 'up'; readonly child: C }
  | {
      readonly kind: 'down'
      /** `exit`: it ended by itself with code 0. `silent`: it lived, but gave no sign of life and was killed. */
      readonly cause: 'exit' | 'crash' | 'silent'
      readonly end: ChildEnd
      readonly restartInMs: number
    }
  /** The child says that its configuration is wrong: no restart will follow. */
  | { readonly kind: 'gave-up'; readonly end: ChildEnd }

export interface SupervisorOptions<C extends SupervisedChild> {
  readonly spawn: () => C
  readonly clock: Clock
  readonly onEvent: (event: SupervisorEvent<C>) => void
  /** False for a child that has no way to show signs of life: then silence is no reason to kill it. */
  readonly heartbeat?: boolean
}

export interface Supervisor {
  /** Starts the child; call it once. */
  start(): void
  /** Asks the child to end, kills it after 5 s, and resolves when it is gone or can't be got rid of. No restart follows. */
  stop(): Promise<void>
}

/** Keeps one child process alive: restarts it with growing waits, and kills it when it lives but has fallen silent. */
export function superviseChild<C extends SupervisedChild>(options: SupervisorOptions<C>): Supervisor {
  const { clock, onEvent } = options
  let child: C | null = null
  let restarts = 0
  let stopped = false
  let onGone = () => {}
  let cancelRestart = () => {}

  const start = () => {
    const mine = options.spawn()
    child = mine
    let silent = false
    let cancelQuiet = () => {}
    const fallSilent = () => {
      silent = true
      mine.kill()
    }
    const watch = (limitMs: number) => (options.heartbeat === false ? () => {} : clock.after(limitMs, fallSilent))
    let cancelSilence = watch(START_SILENCE_MS)
    mine.onAlive(() => {
      cancelSilence()
      cancelSilence = watch(SILENCE_MS)
    })
    mine.onReady(() => {
      cancelQuiet()
      cancelQuiet = clock.after(QUIET_MS, () => {
        restarts = 0
      })
      onEvent({ kind: 'up', child: mine })
    })
    mine.onEnd(end => {
      cancelSilence()
      cancelQuiet()
      child = null
      onGone()
      if (stopped) return
      if (end.code === EXIT_CONFIGURATION && !silent) return onEvent({ kind: 'gave-up', end })
      const restartInMs = BACK_OFF_MS[Math.min(restarts, BACK_OFF_MS.length - 1)]!
      restarts++
      cancelRestart = clock.after(restartInMs, start)
      onEvent({ kind: 'down', cause: silent ? 'silent' : end.code === 0 ? 'exit' : 'crash', end, restartInMs })
    })
  }

  return {
    start,
    stop: () => {
      stopped = true
      cancelRestart()
      const last = child
      if (!last) return Promise.resolve()
      return new Promise(resolve => {
        let cancel = clock.after(STOP_MS, () => {
          cancel = clock.after(KILL_MS, resolve)
          last.kill()
        })
        onGone = () => {
          cancel()
          resolve()
        }
        last.terminate()
      })
    },
  }
}
