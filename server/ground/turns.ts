/** Work about one thing, one after the other within this process: a key that is pressed twice meets what the first press has done. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take: async (key, work) => {
      const before = last.get(key)
      const mine = (async () => {
        await before?.catch(() => undefined)
        return work()
      })()
      last.set(key, mine)
      try {
        return await mine
      } finally {
        if (last.get(key) === mine) last.delete(key)
      }
    },
  }
}
