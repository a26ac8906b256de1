import { type Bilingual, both } from '../../src/contract/texts.ts'

/** A row of fewer people could be somebody whom a colleague knows. */
export const PEOPLE_MIN = 5
/** The row of those that are merged. */
export const FEW = 'few'

export const MERGED: Bilingual = both(
  `不足 ${PEOPLE_MIN} 人的人群已合并，不单独列出。人群按出具文件时的登记。`,
  `Groups of fewer than ${PEOPLE_MIN} people are merged and not shown by themselves. Groups are as of when the document was made.`,
)

export interface GroupRow {
  readonly key: string | null
  /** How many people it is of; 0 for what is of nobody. */
  readonly people: number
  readonly values: readonly (number | null)[]
}

/**
 * Merges the rows of few people until each row is of enough of them, or one is left, so that nobody is found by a figure. What is merged takes
 * the next smallest in, for a row of few people beside sums could be reckoned back.
 */
export function mergeFew(rows: readonly GroupRow[]): GroupRow[] {
  const ofNobody = rows.filter(({ key }) => key === null)
  const [...rest] = rows.filter(({ key }) => key !== null).toSorted((a, b) => a.people - b.people)
  const merged: GroupRow[] = []
  const people = () => merged.reduce((sum, one) => sum + one.people, 0)
  while (rest.length > 0 && (rest[0]!.people < PEOPLE_MIN || (merged.length > 0 && people() < PEOPLE_MIN)))
    merged.push(rest.shift()!)
  const few = merged.length === 0 ? [] : [{ key: FEW, people: people(), values: sumOf(merged) }]
  return [...rest.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)), ...few, ...ofNobody]
}

const sumOf = (rows: readonly GroupRow[]): number[] =>
  (rows[0]?.values ?? []).map((_, at) => rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
