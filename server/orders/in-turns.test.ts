import { describe, expect, it } from 'vitest'
import { inTurns } from './in-turns.ts'

interface Item {
  readonly name: string
}

/** A list of what is due, given out in batches; what was worked on stays due when `again` says so. */
function due(names: readonly string[], batch = 2, again: readonly string[] = []) {
  let left = [...names]
  const worked: string[] = []
  let [atWork, most, asked] = [0, 0, 0]
  return {
    worked,
    most: () => most,
    asked: () => asked,
    next: async (): Promise<Item[]> => {
      asked++
      return left.slice(0, batch).map(name => ({ name }))
    },
    each: async ({ name }: Item) => {
      atWork++
      most = Math.max(most, atWork)
      await Promise.resolve()
      worked.push(name)
      if (!again.includes(name)) left = left.filter(one => one !== name)
      atWork--
    },
    keyOf: ({ name }: Item) => name,
  }
}

describe('what is due is worked through in turns', () => {
  it('all of it, each once, also what comes with a later batch', async () => {
    const work = due(['a', 'b', 'c', 'd', 'e'])
    await inTurns({ ...work, atOnce: 2 })
    expect(work.worked.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(work.most()).toBe(2)
  })

  it('one after another where that is wanted', async () => {
    const work = due(['a', 'b', 'c'])
    await inTurns({ ...work, atOnce: 1 })
    expect(work.worked).toEqual(['a', 'b', 'c'])
    expect(work.most()).toBe(1)
  })

  it('what is still due after it was worked on is left for the next turn', async () => {
    const work = due(['a', 'b'], 2, ['a', 'b'])
    await inTurns({ ...work, atOnce: 3 })
    expect(work.worked.toSorted()).toEqual(['a', 'b'])
  })

  it('asks once for all who wait, and no more than it must', async () => {
    const work = due([])
    await inTurns({ ...work, atOnce: 4 })
    expect(work.worked).toEqual([])
    expect(work.asked()).toBe(1)
  })

  it('works at once on what comes one by one: who got nothing of a batch asks for the next', async () => {
    const batches = [['a'], ['b'], []]
    let [atWork, most] = [0, 0]
    await inTurns({
      atOnce: 2,
      keyOf: ({ name }: Item) => name,
      next: async () => (batches.shift() ?? []).map(name => ({ name })),
      each: async () => {
        most = Math.max(most, ++atWork)
        for (let turn = 0; turn < 20; turn++) await Promise.resolve()
        atWork--
      },
    })
    expect(most).toBe(2)
  })

  it('ends early, and begins nothing more', async () => {
    const work = due(['a', 'b', 'c', 'd'], 4)
    await inTurns({ ...work, atOnce: 1, isOver: () => work.worked.length >= 2 })
    expect(work.worked).toEqual(['a', 'b'])
  })
})
