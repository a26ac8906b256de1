import type { Findings } from './finding.ts'
import { readLine, type WitnessLine } from './witness-lines.ts'

/** What of our own chain is compared with an outside copy, link by link. */
export interface Comparison {
  /** Before it, the outside copy cannot be compared: our rows were deleted for their age. */
  begin(after: number): Promise<void>
  link(position: number, seq: string, hash: Uint8Array, rootHere: () => string): Promise<void>
  /** After the last link of ours. */
  end(last: number): Promise<{ readonly checkpoints: number; readonly through: number }>
}

/** Compares with the lines of an outside copy, in the order in which they were written; memory holds one of them. */
export function compareWith(lines: AsyncIterable<string>, key: string, findings: Findings): Comparison {
  const source = lines[Symbol.asyncIterator]()
  let [at, checkpoints, through] = [0, 0, 0]
  let last: WitnessLine | null = null
  let open: WitnessLine | null = null
  let isNamed = false

  const next = async (): Promise<WitnessLine | null> => {
    for (;;) {
      const { value, done } = await source.next()
      if (done) return null
      at++
      if (value.trim() === '') continue
      const line = readLine(value)
      if (!line) findings.add('witness-unreadable', { number: at })
      else if (line.statement.key !== key) findings.add('witness-other-key', { number: at })
      else if (last && line.statement.number <= last.statement.number) {
        // What was written twice, because a power cut left open whether it was written, is the same.
        if (line.text !== last.text) findings.add('witness-forked', { number: line.statement.number })
      } else {
        last = line
        isNamed = false
        return line
      }
    }
  }
  const advance = async (beyond: number) => {
    while (open && open.statement.size <= beyond) open = await next()
  }
  return {
    begin: async after => {
      open = await next()
      await advance(after)
    },
    link: async (position, seq, hash, rootHere) => {
      if (!open) return
      const { size, number, root } = open.statement
      const theirs = open.links.at(position - size - 1)
      const isCovered = position > size - open.links.length && position <= size
      if (isCovered && !isNamed && theirs !== Buffer.from(hash).toString('base64url')) {
        findings.add('witness-differs', { position, seq, number })
        isNamed = true
      }
      if (position !== size) return
      if (!isNamed && root !== rootHere()) findings.add('witness-differs', { position, seq, number })
      checkpoints++
      through = size
      open = await next()
    },
    end: async ours => {
      while (open) {
        const { size, number } = open.statement
        if (size > ours) findings.add('witness-ahead', { position: ours + 1, number })
        open = await next()
      }
      return { checkpoints, through }
    },
  }
}
