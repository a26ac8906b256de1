import { latin1 } from '../pdf/bytes.ts'

/**
 * A statement of the university that travels as a PDF under its seal: whatever checks a document checks the statement, and
 * anyone can open it. The signature's field has a name of its own for each kind, so that no document passes for a statement
 * and no statement for one of another kind.
 */
export interface SealedKind {
  /** Name of the signature's field. */
  readonly field: string
  /** Opens and closes the text in the file. */
  readonly name: string
}

const opening = ({ name }: SealedKind) => `${name} 1\n`
const closing = ({ name }: SealedKind) => `\n${name} end`

/** The statement as it stands in a stream of the PDF. `value` holds nothing that JSON writes in more than ASCII. */
export function sealedText(kind: SealedKind, value: unknown): string {
  return opening(kind) + JSON.stringify(value) + closing(kind)
}

/** What a PDF states whose seal was found good; undefined when there is not exactly one such statement in it. */
export function statementIn(pdf: Uint8Array, kind: SealedKind): unknown {
  const text = latin1(pdf)
  const from = text.indexOf(opening(kind))
  const to = text.indexOf(closing(kind), from)
  if (from < 0 || to < 0 || text.indexOf(opening(kind), from + 1) >= 0) return undefined
  try {
    return JSON.parse(text.slice(from + opening(kind).length, to)) as unknown
  } catch {
    return undefined
  }
}
