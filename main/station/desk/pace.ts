import type { Clock } from '../../../src/clock.ts'

const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000] as const

/** When that is tried again which must succeed one day. */
export interface Pace {
  /** Waits after `tries` tries that led to nothing, the longer the more there were, at most five minutes. True when it was cut short. */
  pause(tries: number): Promise<boolean>
  /** The server answers well again: whoever waits goes on now. */
  hurry(): void
}

export function createPace(clock: Clock): Pace {
  const waiting = new Set<() => void>()
  return {
    pause: tries =>
      new Promise(resolve => {
        const goOn = (hurried: boolean) => {
          callOff()
          waiting.delete(hurry)
          resolve(hurried)
        }
        const hurry = () => goOn(true)
        const callOff = clock.after(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!, () => goOn(false))
        waiting.add(hurry)
      }),
    hurry: () => {
      for (const hurry of [...waiting]) hurry()
    },
  }
}
