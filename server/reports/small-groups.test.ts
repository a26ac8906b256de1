import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FEW, type GroupRow, mergeFew, PEOPLE_MIN } from './small-groups.ts'

const row = (key: string | null, people: number, value = people): GroupRow => ({ key, people, values: [value] })

it('leaves rows of enough people as they are, and merges the others', () => {
  expect(mergeFew([row('bachelor', 40), row('staff', 5)])).toEqual([row('bachelor', 40), row('staff', 5)])
  expect(mergeFew([row('bachelor', 40), row('doctor', 2), row('staff', 3)])).toEqual([row('bachelor', 40), row(FEW, 5)])
})

it('takes the next smallest in where the merged ones are still few, and keeps what is of nobody apart', () => {
  expect(mergeFew([row('bachelor', 40), row('doctor', 1), row('staff', 9), row(null, 0, 7)])).toEqual([
    ...[row('bachelor', 40), row(FEW, 10), row(null, 0, 7)],
  ])
  expect(mergeFew([row('doctor', 1)])).toEqual([row(FEW, 1)])
  expect(mergeFew([])).toEqual([])
})

it('never shows a row of few people beside another one, and loses nothing', () => {
  const rows = fc.uniqueArray(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 1, max: 12 })),
    {
      selector: ([key]) => key,
    },
  )
  fc.assert(
    fc.property(rows, made => {
      const before = made.map(([key, people]) => row(key, people))
      const after = mergeFew(before)
      const sum = (all: readonly GroupRow[]) => all.reduce((total, { values }) => total + (values[0] ?? 0), 0)
      expect(sum(after)).toBe(sum(before))
      if (after.length > 1) for (const { people } of after) expect(people).toBeGreaterThanOrEqual(PEOPLE_MIN)
    }),
  )
})
