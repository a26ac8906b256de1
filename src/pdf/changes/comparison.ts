import type { Examined } from '../examine.ts'
import type { PdfFile, PdfView } from '../objects.ts'
import type { Policy } from '../options.ts'
import type { ReasonCode } from '../reasons.ts'
import type { Change, ChangeKind } from '../report.ts'
import type { Revision } from '../revisions.ts'

/** One revision behind a signed one, beside the one before it. The rules say which of its objects they allow, and why. */
export interface Comparison {
  readonly file: PdfFile
  readonly revision: Revision
  readonly before: PdfView
  readonly after: PdfView
  readonly policy: Policy
  /** Objects that this revision wrote and that are not as before. */
  readonly changed: ReadonlySet<number>
  /** What could be seen or could come to be seen before it: no new object may have one of these numbers. */
  readonly visible: ReadonlySet<number>
  /** Signatures and document time stamps made in this revision. */
  readonly added: readonly Examined[]
  /** P of the file's certification; null without one. */
  readonly docMdp: 1 | 2 | 3 | null
  /** Whether a signature locks fields (FieldMDP). */
  readonly locksFields: boolean
  /** What the rules allowed so far. */
  readonly allowed: Map<number, ChangeKind>
  /** What the revision is for, as far as the rules found. */
  readonly purposes: Set<ChangeKind>
  readonly refused: Change[]
}

/** Allows an object, if this revision wrote it. */
export function allow({ allowed, changed }: Comparison, number: number, kind: ChangeKind): void {
  if (changed.has(number) && !allowed.has(number)) allowed.set(number, kind)
}

export function deny({ refused, revision }: Comparison, code: ReasonCode, kind: ChangeKind, object?: number): void {
  const base = { revision: revision.index, kind, permitted: false, code }
  refused.push(object === undefined ? base : { ...base, object })
}

/** Whether there was no object of this number before. */
export function isNew({ before }: Comparison, number: number): boolean {
  const entry = before.entry(number)
  return entry === undefined || entry.kind === 'free'
}
