/** What was worked out before, by text. Empties itself when it is full: hostile files may make it useless, never large. */
export interface BoundedCache<T> {
  of(key: string, make: () => T): T
}

export function boundedCache<T>(limit: number): BoundedCache<T> {
  const kept = new Map<string, T>()
  return {
    of: (key, make) => {
      const known = kept.get(key)
      if (known !== undefined) return known
      const made = make()
      if (kept.size >= limit) kept.clear()
      kept.set(key, made)
      return made
    },
  }
}

/** What was worked out of an object, for as long as the object lives; by text where there is more than one thing of it. */
export interface ObjectCache<K extends object, T> {
  of(key: K, part: string | object, make: () => Promise<T>): Promise<T>
}

/** A promise that fails is not kept: what went wrong once may go well the next time. */
export function objectCache<K extends object, T>(): ObjectCache<K, T> {
  const kept = new WeakMap<K, Map<string | object, Promise<T>>>()
  return {
    of: (key, part, make) => {
      const parts = kept.get(key) ?? new Map<string | object, Promise<T>>()
      kept.set(key, parts)
      const known = parts.get(part)
      if (known) return known
      const made = make()
      parts.set(part, made)
      made.catch(() => parts.delete(part))
      return made
    },
  }
}
