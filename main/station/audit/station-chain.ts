import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ChainHead,
  NO_ENTRY_HASH,
  plainFacts,
  type TerminalEntry,
  type TerminalFacts,
} from '../../../src/audit/terminal-chain.ts'
import type { TerminalEvent } from '../../../src/audit/terminal-events.ts'
import type { Clock } from '../../../src/clock.ts'
import type { ChainBreak } from '../../../src/contract/audit-chain-api.ts'
import type { Fault } from '../../../src/fault.ts'
import type { Log } from '../log.ts'
import { storageFault } from '../storage/probe-folder.ts'
import { appendLines, beginFile, type ChainLine, chainFiles, cutFile, hashOf, readChainFile } from './chain-files.ts'
import { newChainId, setChainAside } from './set-chain-aside.ts'

/** Then another file is begun; the chain goes through. */
const FILE_BYTES = 1024 * 1024
/** Of what the server has, so many files stay on the disk. */
const FILES_KEPT = 32
/** What the disk does not take waits in memory, so many entries at most: a print must not wait for it. */
const WAITING_MAX = 500
const LINES_AT_ONCE = 100

/** Writes one thing down. Never throws and never waits for the disk to have room. */
export type Note = (event: TerminalEvent, facts?: TerminalFacts) => void

/** A piece of the chain. */
export interface Piece {
  /** The oldest entry that is on the disk. */
  readonly oldest: number
  readonly before: string
  readonly entries: readonly TerminalEntry[]
}

/** The chain that a terminal keeps of itself: appended to, and never changed. */
export interface StationChain {
  readonly note: Note
  head(): ChainHead
  /** Entries from `from` on. The error: from this entry on a file does not fit any more. Throws what the disk says. */
  piece(from: number, max: number): Piece | { readonly badEntry: number }
  /** The chain is not gone on with: it is set aside as it is, and another begun that says why. */
  beginAnew(why: ChainBreak | 'damaged', at: number | null): void
  /** The server has everything up to here: old files may go. */
  told(n: number): void
  /** Why nothing can be written down just now; null when it can. */
  trouble(): Fault | null
  /** Called after each entry. */
  onNoted(listener: () => void): void
}

interface Waiting {
  readonly at: string
  readonly event: TerminalEvent
  readonly facts: TerminalFacts
}

/** Opens the chain in a data folder, or begins one. What a power cut has torn is healed; what was bent is set aside, and both are said. */
export function openStationChain(
  dataDir: string,
  { clock, log }: { readonly clock: Pick<Clock, 'now'>; readonly log: Pick<Log, 'warn' | 'error'> },
  { fileBytes = FILE_BYTES, waitingMax = WAITING_MAX } = {},
): StationChain {
  const folder = join(dataDir, 'audit')
  /** Where the chain ends on the disk; null until that is known. */
  let end: ChainHead | null = null
  let file: { readonly path: string; size: number } | null = null
  let waiting: Waiting[] = []
  let lost = 0
  let why: Fault | null = null
  let listener = () => {}

  const now = () => new Date(clock.now()).toISOString()
  const first = (event: TerminalEvent, facts: TerminalFacts) => waiting.unshift({ at: now(), event, facts })

  const write = (): void => {
    try {
      end ??= takeUp()
      while (waiting.length > 0 || lost > 0) {
        if (waiting.length === 0) {
          first('machine-entries-lost', { count: lost })
          lost = 0
        }
        if (file === null || file.size >= fileBytes) file = beginFile(folder, end.chain, end.n + 1, end.hash)
        const { lines, head } = linesOf(end, waiting.slice(0, LINES_AT_ONCE))
        file.size = appendLines(file.path, file.size, lines)
        end = head
        waiting = waiting.slice(lines.length)
      }
      if (why) log.warn('the audit chain of this terminal is written again')
      why = null
    } catch (error) {
      const said = storageFault(error, folder)
      if (why?.code !== said.code) log.error({ fault: said }, 'the audit chain of this terminal cannot be written')
      why = said
    }
  }
  const beginAnew = (because: ChainBreak | 'damaged' | 'first', at: number | null, former: ChainHead | null) => {
    if (because !== 'first') setChainAside(dataDir, folder, clock.now())
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    file = null
    end = { chain: newChainId(), n: 0, hash: NO_ENTRY_HASH }
    const facts = { why: because, at, formerChain: former?.chain ?? null, formerEnd: former?.n ?? null }
    first('machine-began-chain', facts)
    return end
  }

  /** What is on the disk. */
  function takeUp(): ChainHead {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const last = chainFiles(folder).at(-1)
    if (!last) return beginAnew('first', null, null)
    const read = readChainFile(last.path)
    if ('badEntry' in read) {
      log.error({ entry: read.badEntry }, 'the audit chain of this terminal was bent or damaged: it was set aside')
      return beginAnew('damaged', read.badEntry, null)
    }
    if (read.tornBytes > 0) {
      cutFile(last.path, read.wholeBytes)
      log.warn({ bytes: read.tornBytes }, 'the last line of the audit chain was torn, and was taken off')
      first('machine-healed-chain', { bytes: read.tornBytes })
    }
    file = { path: last.path, size: read.wholeBytes }
    const line = read.lines.at(-1)
    return { chain: read.chain, n: line?.n ?? read.from - 1, hash: line?.hash ?? read.before }
  }

  write()
  return {
    note: (event, facts = {}) => {
      if (waiting.length >= waitingMax) lost++
      else waiting.push({ at: now(), event, facts: plainFacts(facts) })
      write()
      listener()
    },
    head: () => end ?? { chain: newChainId(), n: 0, hash: NO_ENTRY_HASH },
    piece: (from, max) => pieceOf(folder, end?.chain ?? '', from, max),
    beginAnew: (because, at) => {
      log.error({ why: because, at }, 'the audit chain of this terminal is not gone on with: another was begun')
      try {
        beginAnew(because, at, end)
      } catch (error) {
        why = storageFault(error, folder)
      }
      write()
      listener()
    },
    told: n => {
      const files = chainFiles(folder)
      const next = (at: number) => files[at + 1]?.from ?? Number.POSITIVE_INFINITY
      for (const [at, { path }] of files.slice(0, -FILES_KEPT).entries()) if (next(at) <= n + 1) rmSync(path)
    },
    trouble: () => {
      if (waiting.length > 0 || lost > 0 || end === null) write()
      return why
    },
    onNoted: next => {
      listener = next
    },
  }
}

function linesOf(end: ChainHead, waiting: readonly Waiting[]): { lines: readonly ChainLine[]; head: ChainHead } {
  let { n, hash } = end
  const lines = waiting.map(one => {
    n++
    const entry: TerminalEntry = { n, ...one }
    hash = hashOf(end.chain, hash, entry)
    return { ...entry, hash }
  })
  return { lines, head: { chain: end.chain, n, hash } }
}

function pieceOf(folder: string, chain: string, from: number, max: number): Piece | { readonly badEntry: number } {
  const files = chainFiles(folder)
  const oldest = files[0]?.from ?? 1
  const begin = Math.max(from, oldest)
  let before = NO_ENTRY_HASH
  const entries: TerminalEntry[] = []
  for (const [at, one] of files.entries()) {
    const isBefore = (files[at + 1]?.from ?? Number.POSITIVE_INFINITY) <= begin
    if (isBefore || entries.length >= max) continue
    const read = readChainFile(one.path)
    if ('badEntry' in read) return read
    if (read.chain !== chain || (entries.length > 0 && read.from !== begin + entries.length))
      return { badEntry: read.from }
    if (entries.length === 0) before = read.before
    for (const { hash, ...entry } of read.lines) {
      if (entry.n < begin) before = hash
      else if (entries.length < max) entries.push(entry)
    }
  }
  return { oldest, before, entries }
}
