import type { Clock } from '../../../src/clock.ts'

/** Of what a visitor may wait for. */
const PAUSES_MS: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000]

const DAY_MS = 86_400_000
/** Of what nobody waits for and a person must see to in the end: each as long again as the one before, at most a day. */
export const PATIENT_PAUSES_MS: readonly number[] = [
  ...[2_000, 10_000, 60_000],
  ...Array.from({ length: 9 }, (_, doubled) => Math.min(DAY_MS, 600_000 * 2 ** doubled)),
]

/** When that is tried again which must succeed one day. */
export interface Pace {
  /** Waits after `tries` tries that led to nothing, the longer the more there were. True when it was cut short. */
  pause(tries: number): Promise<boolean>
  /** The server answers well again: whoever waits goes on now. */
  hurry(): void
}

export function createPace(clock: Clock, pausesMs: readonly number[] = PAUSES_MS): Pace {
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
        const callOff = clock.after(pausesMs[Math.min(tries, pausesMs.length - 1)]!, () => goOn(false))
        waiting.add(hurry)
      }),
    hurry: () => {
      for (const hurry of [...waiting]) hurry()
    },
  }
}
