/** What must hold in every world. Each name stands in the report of a seed. */
export type Invariant =
  | 'kept without paper'
  | 'given away'
  | 'paper twice'
  | 'refund twice'
  | 'paper unordered'
  | 'unsettled'
  | 'held up'
  | 'given up too early'
  | 'taken up in vain'
  | 'shown as ready'
  | 'figures on the screen'
  | 'words on the screen'
  | 'quota'
  | "a stranger's paper"
  | 'books'
  | 'personal data'
  | 'bug'

export interface Violation {
  readonly invariant: Invariant
  /** The order, or whatever it is about. */
  readonly subject: string
  readonly what: string
}
