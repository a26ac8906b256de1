import type { Clock } from '../../src/clock.ts'

/** Waiting that ends for good when the driver is closed: what waits then waits for ever, and holds no timer. */
export interface Pauses {
  pause(delayMs: number): Promise<void>
  close(): void
}

export function createPauses(clock: Clock): Pauses {
  const waiting = new Set<() => void>()
  let closed = false
  return {
    pause: delayMs =>
      new Promise(resolve => {
        if (closed) return
        const callOff = clock.after(delayMs, () => {
          waiting.delete(callOff)
          resolve()
        })
        waiting.add(callOff)
      }),
    close: () => {
      closed = true
      for (const callOff of waiting) callOff()
      waiting.clear()
    },
  }
}
