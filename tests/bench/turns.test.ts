import { describe, expect, it } from 'vitest'
import { type Contender, inTurns, raceFigures, ratioFigure, samplesOf } from './turns.ts'

/** Somebody who takes the given times, one list a turn, and writes down when it was its turn. */
function scripted(name: string, turns: readonly (readonly number[])[], order: string[] = []): Contender {
  const left = [...turns]
  return {
    name,
    turn: async () => {
      order.push(name)
      return left.shift() ?? []
    },
  }
}

describe('turns', () => {
  it('change direction every round, and the first ones are not counted', async () => {
    const order: string[] = []
    const [a, b] = [scripted('a', [[9], [1], [2]], order), scripted('b', [[9], [3], [4]], order)]
    const turns = await inTurns([a, b], 2)
    expect(order).toEqual(['b', 'a', 'a', 'b', 'b', 'a'])
    expect(samplesOf(turns, 'a')).toEqual([1, 2])
    expect(samplesOf(turns, 'b')).toEqual([3, 4])
  })

  it('have no samples of somebody who was not there', async () => {
    const turns = await inTurns([scripted('a', [[1]])], 1, 0)
    expect(() => samplesOf(turns, 'b')).toThrow('b had no turn')
  })
})

describe('a ratio', () => {
  it('sets the medians of one round over each other, so that a slow spell of the machine falls out', async () => {
    const ours = scripted('ours', [[1, 2, 900], [20], [3]])
    const theirs = scripted('theirs', [[10, 20, 30], [200], [60]])
    const turns = await inTurns([ours, theirs], 3, 0)
    expect(ratioFigure(turns, 'theirs', 'ours')).toEqual({
      ...{ name: 'theirs-to-ours', unit: 'times', aim: null },
      ...{ p50: 10, p95: 20, n: 3 },
    })
  })

  it('is not made of rounds that only one took part in', async () => {
    const turns = await inTurns([scripted('theirs', [[1]])], 1, 0)
    expect(() => ratioFigure(turns, 'theirs', 'ours')).toThrow('nothing was measured')
  })
})

describe('a race', () => {
  it('names ours with its aim, then each of the others with its ratio', async () => {
    const ours = { ...scripted('ours', [[], [2], [2]]), aimMs: 3 }
    const others = [scripted('peer', [[], [10], [10]]), scripted('floor', [[], [1], [1]])]
    const figures = await raceFigures(ours, others, 2)
    expect(figures.map(({ name, unit, aim, p50 }) => [name, unit, aim, p50])).toEqual([
      ['ours', 'ms', 3, 2],
      ['peer', 'ms', null, 10],
      ['peer-to-ours', 'times', null, 5],
      ['floor', 'ms', null, 1],
      ['floor-to-ours', 'times', null, 0.5],
    ])
  })

  it('is ours alone where no peer is', async () => {
    const figures = await raceFigures(scripted('ours', [[], [2]]), [], 1)
    expect(figures.map(({ name }) => name)).toEqual(['ours'])
  })
})
