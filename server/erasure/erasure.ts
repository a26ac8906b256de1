export { eraseAgain, type JournalTrouble, journalSince } from './erase-again.ts'
export type { ERASURE } from './erasure-plan.ts'
export {
  createErasureJournal,
  idsInJournals,
  type JournalEntry,
  journalFiles,
  journalKey,
  type ReadJournal,
  readJournal,
} from './journal.ts'

/** What other rooms may ask about what people have erased. */
export interface Erasures {
  /** Does at once what is done every minute: carries out what is due. */
  carryOut(): Promise<void>
  /** Before anybody is served: what was erased behind a backup that was brought back is erased once more. */
  carryOutRestored(): Promise<void>
}
