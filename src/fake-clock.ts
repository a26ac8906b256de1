import type { Clock } from './clock.ts'

/** A clock that stands still until a test advances it. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms`, running what falls due in order, and lets promises settle between. */
  advance(ms: number): Promise<void>
  /** The same as a machine that slept all the while: what fell due in it is run once, late, and nothing that it asks for again is made up for. */
  sleep(ms: number): Promise<void>
  /** How many timers wait. */
  pending(): number
  /** Somebody sets the clock of the wall; what is measured goes on. */
  setOffMs(offMs: number): void
}

export function fakeClock(startMs = 1_795_000_000_000): FakeClock {
  let nowMs = startMs
  let nextId = 0
  let offMs = 0
  const timers = new Map<number, { dueMs: number; run: () => void }>()
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const runDue = async (untilMs: number) => {
    for (;;) {
      const due = [...timers]
        .filter(([, timer]) => timer.dueMs <= untilMs)
        .sort(([a, x], [b, y]) => x.dueMs - y.dueMs || a - b)[0]
      if (!due) break
      timers.delete(due[0])
      nowMs = Math.max(nowMs, due[1].dueMs)
      due[1].run()
      await settle()
    }
  }
  return {
    now: () => nowMs + offMs,
    monotonic: () => nowMs - startMs,
    after: (delayMs, run) => {
      const id = nextId++
      timers.set(id, { dueMs: nowMs + Math.max(0, delayMs), run })
      return () => timers.delete(id)
    },
    pending: () => timers.size,
    setOffMs: ms => {
      offMs = ms
    },
    advance: async ms => {
      const untilMs = nowMs + ms
      await settle()
      await runDue(untilMs)
      nowMs = untilMs
      await settle()
    },
    sleep: async ms => {
      await settle()
      nowMs += ms
      await runDue(nowMs)
      await settle()
    },
  }
}
