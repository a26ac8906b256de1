import { type Known, nearestDigit, patchOf } from './patches.ts'
import { asManyAs, connectedPieces, withoutThinLines } from './pieces.ts'
import { edges, type Seen, seenIn, thresholded } from './seen.ts'

/** A captcha whose answer is known, as whoever attacks has them by the hundred. */
export interface Labelled {
  readonly answer: string
  readonly picture: string
}

/** Reads the digits out of a picture. */
export type Solver = (picture: string) => string

const DIGITS = 6

/** Cuts the picture into as many boxes as there are digits, and gives each the digit of the patches that it is most like. */
function solverBy(cut: (picture: string) => Float32Array[], learned: readonly Labelled[]): Solver {
  const known: Known[] = learned.flatMap(({ answer, picture }) => {
    const patches = cut(picture)
    return patches.length === answer.length ? patches.map((patch, at) => ({ patch, digit: answer[at]! })) : []
  })
  return picture =>
    cut(picture)
      .map(patch => nearestDigit(known, patch))
      .join('')
}

const byPieces = (seen: Seen) => asManyAs(DIGITS, connectedPieces(seen)).map(box => patchOf(seen, box))

/** What thin lines leave is taken for digits: it told them from the lines while lines were thinner. */
export const widthSolver = (learned: readonly Labelled[]): Solver =>
  solverBy(picture => byPieces(withoutThinLines(thresholded(seenIn(picture)), 3)), learned)

/** What hangs together after a threshold. */
export const pieceSolver = (learned: readonly Labelled[]): Solver =>
  solverBy(picture => byPieces(thresholded(seenIn(picture))), learned)

/** Six equal columns between the first edge and the last, seen by their edges, which are the same in light and in dark. */
export const columnSolver = (learned: readonly Labelled[]): Solver =>
  solverBy(picture => {
    const seen = edges(seenIn(picture))
    const width = (seen.width - 20) / DIGITS
    return Array.from({ length: DIGITS }, (_, at) =>
      patchOf(seen, { left: 10 + at * width - 4, top: 0, width: width + 8, height: seen.height }),
    )
  }, learned)
