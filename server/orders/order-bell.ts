import type { Clock } from '../../src/clock.ts'

/** Wakes those who wait for news of an order in this process. What another server of the house has learnt rings no bell here. */
export interface OrderBell {
  /** Something about this order has been written down. */
  ring(orderId: string): void
  /** Resolves at the next ring for this order, or after `withinMs` at the latest. */
  heard(orderId: string, withinMs: number): Promise<void>
}

export function createOrderBell(clock: Clock): OrderBell {
  const waiting = new Map<string, Set<() => void>>()
  return {
    ring: orderId => {
      for (const wake of waiting.get(orderId) ?? []) wake()
    },
    heard: (orderId, withinMs) =>
      new Promise(resolve => {
        const beside = waiting.get(orderId) ?? new Set()
        waiting.set(orderId, beside)
        const wake = () => {
          callOff()
          beside.delete(wake)
          if (beside.size === 0) waiting.delete(orderId)
          resolve()
        }
        const callOff = clock.after(withinMs, wake)
        beside.add(wake)
      }),
  }
}
