import { hash } from 'node:crypto'
import { type ChainHead, linkText, NO_ENTRY_HASH, type TerminalEntry } from '../../../src/audit/terminal-chain.ts'
import type { ChainBreak } from '../../../src/contract/audit-chain-api.ts'

/** A piece of its chain, as a terminal tells it. */
export interface ToldPiece {
  readonly chain: string
  readonly head: { readonly n: number; readonly hash: string }
  readonly oldest: number
  readonly before: string
  readonly entries: readonly TerminalEntry[]
}

/** An entry with the hash that follows from it. */
export interface LinkedEntry extends TerminalEntry {
  readonly hash: string
}

/** How a piece goes on with what is known. */
export type Verdict =
  /** `isHead`: with it all is here up to the head that the terminal has signed. */
  | {
      readonly kind: 'goes-on'
      readonly fresh: readonly LinkedEntry[]
      readonly next: number
      readonly isHead: boolean
    }
  /** It says nothing new, or cannot be compared yet: the next one is to begin here. */
  | { readonly kind: 'ask'; readonly next: number }
  | { readonly kind: 'broken'; readonly why: ChainBreak; readonly at: number }

/** So many entries are gone back, where the piece does not fit, to find the first that differs. */
const BACK = 90

/**
 * Judges a piece against the chain that is known, which ends at `known`; null where nothing of this chain is. `hashesAt` gives the known hash
 * at a place. Numbers are from 1, and the hash before the first is nothing's.
 */
export function judgePiece(
  piece: ToldPiece,
  known: Pick<ChainHead, 'n' | 'hash'> | null,
  hashAt: (n: number) => string | null,
): Verdict {
  const end = known ?? { n: 0, hash: NO_ENTRY_HASH }
  const { head, entries, oldest, before } = piece
  // What was told before is not there any more: an older one was put back, or the end was cut off.
  if (head.n < end.n) return { kind: 'broken', why: 'shorter', at: head.n + 1 }
  if (head.n === end.n && head.hash !== end.hash) return findFork(piece, end.n, hashAt)
  const [first] = entries
  if (!first) return { kind: 'ask', next: end.n + 1 }
  if (first.n > end.n + 1)
    return oldest > end.n + 1 ? { kind: 'broken', why: 'gap', at: end.n + 1 } : { kind: 'ask', next: end.n + 1 }
  if (entries.some(({ n }, at) => n !== first.n + at)) return { kind: 'broken', why: 'unreadable', at: first.n }
  const kept = first.n === 1 ? NO_ENTRY_HASH : hashAt(first.n - 1)
  if (kept !== null && kept !== before) return findFork(piece, first.n - 1, hashAt)
  const linked = linksOf(piece)
  for (const { n, hash: told } of linked) {
    const here = n <= end.n ? hashAt(n) : null
    if (here !== null && here !== told) return { kind: 'broken', why: 'forked', at: n }
  }
  const last = linked.at(-1)!
  // What it signs is another end than what it tells.
  if (last.n > head.n || (last.n === head.n && last.hash !== head.hash))
    return { kind: 'broken', why: 'unreadable', at: last.n }
  const fresh = linked.filter(({ n }) => n > end.n)
  const next = Math.max(end.n, last.n) + 1
  return { kind: 'goes-on', fresh, next, isHead: next - 1 === head.n }
}

/** The two differ at `n` or before: the first entry that does is looked for in what is told, or asked for. */
function findFork(piece: ToldPiece, n: number, hashAt: (n: number) => string | null): Verdict {
  const { entries, before, oldest } = piece
  const [first] = entries
  const fits = first && (first.n === 1 ? before === NO_ENTRY_HASH : hashAt(first.n - 1) === before)
  if (first && fits && first.n <= n) {
    const other = linksOf(piece).find(one => hashAt(one.n) !== one.hash)
    if (other) return { kind: 'broken', why: 'forked', at: other.n }
  }
  // The hash before may be wrong by itself, where nothing is before.
  if (first?.n === 1) return { kind: 'broken', why: 'forked', at: 1 }
  const from = Math.max(1, Math.min(first?.n ?? n + 1, n + 1) - BACK)
  // Of what is no longer on its disk nothing can be compared.
  return from < oldest ? { kind: 'broken', why: 'forked', at: oldest } : { kind: 'ask', next: from }
}

function linksOf({ chain, before, entries }: ToldPiece): LinkedEntry[] {
  let last = before
  return entries.map(entry => {
    last = terminalLinkHash(chain, last, entry)
    return { ...entry, hash: last }
  })
}

export const terminalLinkHash = (chain: string, before: string, entry: TerminalEntry): string =>
  hash('sha256', linkText(chain, before, entry), 'hex')
