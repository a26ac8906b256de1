import type { Invariant } from '../violation.ts'

/** A mend taken out again: the fault that somebody found by hand, as it would be without the mend. */
export interface Break {
  /** Of the fault. */
  readonly name: string
  /** What was found, in a sentence. */
  readonly found: string
  /** What the simulation must say is broken; one of these is enough. */
  readonly breaks: readonly Invariant[]
  /** Where the mend is, and what stands there without it. Each text must stand in its file exactly once. */
  readonly edits: readonly { readonly file: string; readonly mend: string; readonly without: string }[]
  /** A seed that has reported it; null while none is known. A change of the house may move it to another world with the same plot. */
  readonly seed: number | null
}

/** The text of `file` without the mends of `broken`. Throws where a mend is not where it was: then the break is to be written anew. */
export function withoutMends({ name, edits }: Break, file: string, text: string): string {
  return edits
    .filter(edit => edit.file === file)
    .reduce((source, { mend, without }) => {
      const parts = source.split(mend)
      if (parts.length !== 2) throw new Error(`${name}: ${file} has the mend ${parts.length - 1} times: ${mend}`)
      return parts.join(without)
    }, text)
}
