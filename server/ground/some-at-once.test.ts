import { expect, it } from 'vitest'
import { someAtOnce } from './some-at-once.ts'

const settle = () => new Promise(resolve => setImmediate(resolve))

it('works through all of them in any order, so many at a time, and answers in theirs', async () => {
  let [under, most] = [0, 0]
  const made = await someAtOnce([5, 1, 4, 2, 3], 2, async one => {
    most = Math.max(most, ++under)
    for (let turn = 0; turn < one; turn++) await settle()
    under--
    return one * 10
  })
  expect([made, most]).toEqual([[50, 10, 40, 20, 30], 2])
  expect(await someAtOnce([], 3, async () => 1)).toEqual([])
})

it('begins no further one where one has failed, and waits for those under way', async () => {
  const ended: number[] = []
  const begun: number[] = []
  const work = async (one: number) => {
    begun.push(one)
    await settle()
    if (one === 2) throw new Error('two')
    for (let turn = 0; turn < 5; turn++) await settle()
    ended.push(one)
  }
  await expect(someAtOnce([1, 2, 3, 4, 5, 6], 3, work)).rejects.toThrow('two')
  expect([begun, ended]).toEqual([
    [1, 2, 3],
    [1, 3],
  ])
})
