/**
 * Works through everything that is due, `atOnce` at a time: when a batch is nearly through the next one is asked for, until there is
 * none, or only what was worked on before and is still due. Items are told apart by `keyOf`; `each` must not reject.
 */
export async function inTurns<T extends object>(work: {
  readonly atOnce: number
  next(): Promise<readonly T[]>
  each(item: T): Promise<unknown>
  keyOf(item: T): string
  /** Ends the turn early: what is left is still due. */
  isOver?(): boolean
}): Promise<void> {
  const seen = new Set<string>()
  const waiting: T[] = []
  let refilling: Promise<boolean> | null = null
  const refill = () => {
    refilling ??= (async () => {
      const fresh = (await work.next()).filter(item => !seen.has(work.keyOf(item)))
      for (const item of fresh) {
        seen.add(work.keyOf(item))
        waiting.push(item)
      }
      return fresh.length > 0
    })().finally(() => {
      refilling = null
    })
    return refilling
  }
  const worker = async () => {
    while (!work.isOver?.()) {
      const item = waiting.shift()
      if (item !== undefined) await work.each(item)
      else if (!(await refill()) && waiting.length === 0) return
    }
  }
  await Promise.all(Array.from({ length: work.atOnce }, worker))
}
