import { LIMITS, type Limits } from './limits.ts'
import { refuse } from './reasons.ts'

/** What is left of the limits while one file is read. `src` has no clock: weighted steps stand for time. */
export interface Budget {
  readonly limits: Limits
  steps: number
  inflatedBytes: number
  hashedBytes: number
  signatureChecks: number
  objects: number
}

export function newBudget(limits: Limits = LIMITS): Budget {
  const { steps, inflatedBytes, hashedBytes, signatureChecks, objects } = limits
  return { limits, steps, inflatedBytes, hashedBytes, signatureChecks, objects }
}

/** Takes from what is left; `limit-reached` when it is not enough. */
export function spend(
  budget: Budget,
  kind: 'steps' | 'inflatedBytes' | 'hashedBytes' | 'signatureChecks' | 'objects',
  amount: number,
  place?: number,
): void {
  budget[kind] -= amount
  if (budget[kind] < 0) refuse('limit-reached', place)
}

/** Counts the objects of a cross-reference subsection before they are read. */
export function spendObjects(budget: Budget, first: number, count: number, place: number): void {
  if (first + count > budget.limits.objects) refuse('limit-reached', place)
  spend(budget, 'objects', count, place)
}
