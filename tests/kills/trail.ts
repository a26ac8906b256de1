import type { Fate } from './relay.ts'

/** A moment of a visit that was seen from outside. */
export interface Footprint {
  readonly step: string
  readonly atMs: number
}

/** Everything that is seen of a visit, in order, and who waits for a step of it. */
export interface Trail {
  /**
   * Says that `step` has come; a repeated one is known as `step (2)` and so on. Resolves when whoever waited for it is done, to what
   * becomes of a message that is held meanwhile.
   */
  pass(step: string): Promise<Fate>
  /** Calls `act` when `step` comes. */
  when(step: string, act: () => Promise<Fate | undefined>): void
  /** What has passed since the last call of `begin`. */
  footprints(): readonly Footprint[]
  /** Forgets what has passed, and whoever waits. */
  begin(): void
}

export function createTrail(): Trail {
  let footprints: Footprint[] = []
  let counts = new Map<string, number>()
  let awaited = new Map<string, (() => Promise<Fate | undefined>)[]>()
  return {
    pass: async words => {
      const count = (counts.get(words) ?? 0) + 1
      counts.set(words, count)
      const step = count === 1 ? words : `${words} (${count})`
      footprints.push({ step, atMs: Date.now() })
      const acts = awaited.get(step) ?? []
      awaited.delete(step)
      let fate: Fate = 'goes on'
      for (const act of acts) fate = (await act()) ?? fate
      return fate
    },
    when: (step, act) => {
      awaited.set(step, [...(awaited.get(step) ?? []), act])
    },
    footprints: () => footprints,
    begin: () => {
      footprints = []
      counts = new Map()
      awaited = new Map()
    },
  }
}
