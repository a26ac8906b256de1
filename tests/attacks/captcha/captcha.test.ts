import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../../demo/university/seeded-random.ts'
import { drawCaptcha } from '../../../server/ground/captcha/draw-captcha.ts'
import { plainDigits } from './plain-digits.ts'
import { columnSolver, type Labelled, pieceSolver, type Solver, widthSolver } from './solvers.ts'

const MOST_SOLVED = 0.2
/** Long, for a machine that has much else to do: it stops a run without end, and measures nothing. */

const labelled = (draw: (answer: string, random: () => number) => string, seed: number, count: number): Labelled[] => {
  const chance = seededRandom(seed)
  const random = () => chance.below(2 ** 30) / 2 ** 30
  return Array.from({ length: count }, () => {
    const answer = String(chance.below(1e6)).padStart(6, '0')
    return { answer, picture: draw(answer, random) }
  })
}

const shareSolved = (solver: Solver, tried: readonly Labelled[]) =>
  tried.filter(({ picture, answer }) => solver(picture) === answer).length / tried.length

describe('what programs read in a captcha', () => {
  let [learned, tried, plain]: [Labelled[], Labelled[], Labelled[]] = [[], [], []]
  beforeAll(() => {
    learned = labelled(drawCaptcha, 1, 250)
    tried = labelled(drawCaptcha, 2, 100)
    plain = labelled(plainDigits, 3, 100)
  })

  it.each([
    ['tells digits from lines by their width', widthSolver],
    ['takes apart what hangs together after a threshold', pieceSolver],
    ['has learned what a column looks like by its edges', columnSolver],
  ] as const)('is fewer than one in five where one %s, and most pictures whose digits stand apart', (_, solverOf) => {
    expect(shareSolved(solverOf(learned), tried)).toBeLessThan(MOST_SOLVED)
    // What proves that it is a solver.
    expect(shareSolved(solverOf(plain.slice(40)), plain.slice(0, 40))).toBeGreaterThan(0.8)
  })
})
