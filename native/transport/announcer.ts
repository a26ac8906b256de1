/** A list of listeners. */
export interface Announcer<T> {
  tell(value: T): void
  /** Returns a function that ends the subscription. */
  on(listener: (value: T) => void): () => void
}

/** Tells each listener in the order of their coming. One that throws is a bug and is not caught. */
export function createAnnouncer<T>(): Announcer<T> {
  const listeners = new Set<{ hear: (value: T) => void }>()
  return {
    tell: value => {
      for (const listener of [...listeners]) if (listeners.has(listener)) listener.hear(value)
    },
    on: hear => {
      const listener = { hear }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
