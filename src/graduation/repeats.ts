/** Something that was done, by the key that the request for it bore. */
export interface Act {
  readonly key: string
  readonly kind: string
}

/** So many are remembered: a request comes again within minutes, and nobody does more in them. */
export const ACTS_KEPT = 16

/**
 * What a request with a key is: `new`, a `repeat` of one that was done (a telephone without net sends again: no mistake, and nothing to do),
 * or `reused`, the key of something else.
 */
export function repeatOf(acts: readonly Act[], { key, kind }: Act): 'new' | 'repeat' | 'reused' {
  const done = acts.find(act => act.key === key)
  if (!done) return 'new'
  return done.kind === kind ? 'repeat' : 'reused'
}

/** The acts with one more. */
export const withAct = (acts: readonly Act[], { key, kind }: Act): readonly Act[] => [
  ...acts.slice(1 - ACTS_KEPT),
  { key, kind },
]
