import type { Visitor } from '../contract/terminals-api.ts'

/** Whoever is known at the screen. */
export interface Guest extends Visitor {
  /** Has come for one document alone, by a code of collection: there is nothing else to choose. */
  readonly isForOne?: true
  /** The file of what was chosen is for the visitor too, and not its paper alone. */
  readonly mayTakeAlong?: boolean
}
