import type { Clock } from '../../src/clock.ts'

/** The one time of a simulated world. It moves only from one timer to the next, when it is told to. */
export interface VirtualClock extends Clock {
  /** When the next timer is due; null when none waits. */
  nextMs(): number | null
  /** Moves time to the next timer and runs that one. Of timers due at once the one that was set first comes first. */
  runNext(): void
}

interface Timer {
  readonly dueMs: number
  readonly id: number
  readonly run: () => void
  off: boolean
}

export function createVirtualClock(startMs: number): VirtualClock {
  const heap: Timer[] = []
  let nowMs = startMs
  let nextId = 0
  const before = (a: Timer, b: Timer) => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.id < b.id)

  const push = (timer: Timer) => {
    let at = heap.push(timer) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (before(heap[parent]!, timer)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = timer
  }
  const pop = (): Timer => {
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (before(last, heap[child]!)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return first
  }
  const dropCalledOff = () => {
    while (heap[0]?.off) pop()
  }
  return {
    now: () => nowMs,
    monotonic: () => nowMs - startMs,
    after: (delayMs, run) => {
      // Wall time is in whole milliseconds everywhere.
      const timer = { dueMs: Math.ceil(nowMs + Math.max(0, delayMs)), id: nextId++, run, off: false }
      push(timer)
      return () => {
        timer.off = true
      }
    },
    nextMs: () => {
      dropCalledOff()
      return heap[0]?.dueMs ?? null
    },
    runNext: () => {
      dropCalledOff()
      if (heap.length === 0) return
      const timer = pop()
      nowMs = Math.max(nowMs, timer.dueMs)
      timer.run()
    },
  }
}
