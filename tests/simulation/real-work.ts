/**
 * Databases, signatures and streams take real turns of the event loop. Virtual time stands still until all of that is over, or
 * a busy machine would look like a slow network.
 */
export interface RealWork {
  /** Something has happened that may go on by itself for so many turns of the event loop. */
  stir(turns?: number): void
  /** Work that surely ends by itself, such as a query. */
  count<T>(work: Promise<T>): Promise<T>
  /**
   * Work on other threads. Answers are given in the order in which the work was begun, and each only when everything else rests:
   * which thread was quicker must not be seen.
   */
  apart<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nothing can go on any more without time. */
  rest(): Promise<void>
}

export function createRealWork(): RealWork {
  let turnsLeft = 0
  let underWay = 0
  const apart: { readonly done: Promise<void>; readonly deliver: () => void }[] = []
  const turn = () => new Promise<void>(resolve => setImmediate(resolve))
  return {
    stir: (turns = 1) => {
      turnsLeft = Math.max(turnsLeft, turns)
    },
    count: async work => {
      underWay += 1
      try {
        return await work
      } finally {
        underWay -= 1
        turnsLeft = Math.max(turnsLeft, 1)
      }
    },
    apart: work =>
      new Promise((resolve, reject) => {
        let deliver = () => {}
        const done = work().then(
          value => {
            deliver = () => resolve(value)
          },
          (error: unknown) => {
            deliver = () => reject(error)
          },
        )
        apart.push({ done, deliver: () => deliver() })
      }),
    rest: async () => {
      turnsLeft = Math.max(turnsLeft, 1)
      for (;;) {
        if (turnsLeft > 0 || underWay > 0) {
          turnsLeft = Math.max(0, turnsLeft - 1)
          await turn()
          continue
        }
        const first = apart.shift()
        if (!first) return
        await first.done
        first.deliver()
        turnsLeft = 1
      }
    },
  }
}
