import type { ListRefusal } from '../../../src/contract/people-lists-api.ts'

/** The file itself cannot be read, or not to its end. */
export class ListProblem extends Error {
  readonly refusal: ListRefusal
  constructor(refusal: ListRefusal) {
    super(`the list cannot be read: ${refusal}`)
    this.refusal = refusal
  }
}
