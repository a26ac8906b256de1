import type { FindingKind } from '../../../src/audit/findings.ts'

export type { FindingKind } from '../../../src/audit/findings.ts'

/** One thing that is wrong. */
export interface Finding {
  readonly kind: FindingKind
  /** Its place in the chain; null where it has none. */
  readonly position: number | null
  /** The number of the entry in the trail. */
  readonly seq: string | null
  /** The number of the checkpoint, or of the line of the outside copy. */
  readonly number: number | null
  /** Of the chain of a terminal: whose; `number` is the entry in it. */
  readonly terminalId: string | null
}

/** So many are listed; all are counted. */
const LISTED = 100

/** Collects what is found; the first bad entry stands first. */
export function createFindings() {
  const found: Finding[] = []
  let count = 0
  return {
    add: (
      kind: FindingKind,
      { position = null, seq = null, number = null, terminalId = null }: Partial<Finding> = {},
    ) => {
      count++
      if (found.length < LISTED) found.push({ kind, position, seq, number, terminalId })
    },
    count: () => count,
    list: (): readonly Finding[] =>
      found.toSorted((a, b) => (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER)),
  }
}

export type Findings = ReturnType<typeof createFindings>
