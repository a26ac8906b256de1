import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { type Book, emptyBook, enter } from './book.ts'
import { type Happening, type JournalEntry, journalEntrySchema } from './journal-entry.ts'

/** An append-only list of what happened, and the state that follows from it. */
export interface Journal {
  readonly book: Book
  /** Writes `happening` down, then lets the state follow. */
  record(happening: Happening): void
  entries(): readonly JournalEntry[]
  /** Forgets everything, on disk too. */
  wipe(): void
  /** Entries are dated by this; set once the business clock exists, since the clock itself starts from the journal. */
  now: () => number
}

/**
 * Reads `stateFile` when there is one and goes on from there. A last line torn by a power cut is cut off; a damaged line
 * before the last throws, with its number.
 */
export function openJournal(stateFile: string | undefined): Journal {
  let entries = stateFile === undefined ? [] : readEntries(stateFile)
  let book = replay(entries)
  const journal: Journal = {
    now: () => Date.now(),
    get book() {
      return book
    },
    entries: () => entries,
    record: happening => {
      const entry = { seq: entries.length + 1, atMs: journal.now(), happening }
      if (stateFile !== undefined) appendFileSync(stateFile, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
      entries.push(entry)
      enter(book, happening, entry.atMs)
    },
    wipe: () => {
      if (stateFile !== undefined && existsSync(stateFile)) truncateSync(stateFile)
      entries = []
      book = emptyBook()
    },
  }
  return journal
}

function replay(entries: readonly JournalEntry[]): Book {
  const book = emptyBook()
  for (const entry of entries) enter(book, entry.happening, entry.atMs)
  return book
}

function readEntries(stateFile: string): JournalEntry[] {
  if (!existsSync(stateFile)) return []
  const bytes = readFileSync(stateFile)
  const wholeLength = bytes.lastIndexOf(0x0a) + 1
  if (wholeLength < bytes.length) truncateSync(stateFile, wholeLength)
  const lines = bytes.subarray(0, wholeLength).toString('utf8').split('\n').slice(0, -1)
  return lines.map((line, index) => {
    try {
      return journalEntrySchema.parse(JSON.parse(line))
    } catch (cause) {
      throw new Error(`${stateFile}: line ${index + 1} is damaged`, { cause })
    }
  })
}
