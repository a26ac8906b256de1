/** A part of many things that was compared, in one order of them all. */
export interface Page<Difference> {
  readonly count: number
  /** Behind which the next page begins; null when this was the last. */
  readonly last: string | null
  readonly differences: readonly Difference[]
}

/** `nameOf` gives what the rows are in order of; fewer than `limit` are the end. */
export function pageOf<Row, Difference>(
  rows: readonly Row[],
  limit: number,
  nameOf: (row: Row) => string,
  differencesOf: (row: Row) => readonly Difference[],
): Page<Difference> {
  const final = rows.at(-1)
  return {
    count: rows.length,
    last: final === undefined || rows.length < limit ? null : nameOf(final),
    differences: rows.flatMap(differencesOf),
  }
}
