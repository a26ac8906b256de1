import type { SheetRefusal } from '../../../src/contract/sheet-limits.ts'

/** The file itself cannot be read, or not to its end. */
export class SheetProblem extends Error {
  readonly refusal: SheetRefusal
  constructor(refusal: SheetRefusal) {
    super(`the file cannot be read: ${refusal}`)
    this.refusal = refusal
  }
}
