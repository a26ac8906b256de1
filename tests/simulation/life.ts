import type { Clock } from '../../src/clock.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What a program that has just been killed meets wherever it goes on: its next step does not happen. */
export class Killed extends Error {
  constructor() {
    super('the process is gone')
  }
}

/** One run of a program, from its start to its kill. What it waits for when it is killed never comes. */
export interface Life {
  isOver(): boolean
  readonly clock: Clock
  /** Throws `Killed` once the run is over. */
  goOn(): void
  /** Comes as `work` does, and never once the run is over. */
  held<T>(work: Promise<T>): Promise<T>
  /** Calls `run` when the run is over; at once when it is. */
  onEnd(run: () => void): void
  /** Between two instructions: nothing of the program is done any more. */
  end(): void
}

/** How far a machine's idea of the wall time is off. Spans are measured rightly all the same. */
export interface WallClock {
  offMs: number
}

export function createLife(time: VirtualClock, wall: WallClock): Life {
  let over = false
  const ends: (() => void)[] = []
  return {
    isOver: () => over,
    clock: {
      now: () => time.now() + wall.offMs,
      monotonic: () => time.monotonic(),
      after: (delayMs, run) => {
        if (over) return () => undefined
        return time.after(delayMs, () => {
          if (!over) withoutTheKilled(run)
        })
      },
    },
    goOn: () => {
      if (over) throw new Killed()
    },
    held: work =>
      new Promise((resolve, reject) => {
        work.then(
          value => {
            if (!over) resolve(value)
          },
          (error: unknown) => {
            if (!over) reject(error)
          },
        )
      }),
    onEnd: run => {
      if (over) run()
      else ends.push(run)
    },
    end: () => {
      if (over) return
      over = true
      for (const run of ends) run()
    },
  }
}

/** Runs a piece of a program that may be killed in the midst of it. */
export function withoutTheKilled(run: () => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
}
