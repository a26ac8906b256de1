import type { Balances } from './balances.ts'

export { ACCOUNTS, type Account, CAUSES, type EntryCause } from './accounts.ts'
export { type Balances, balanceOf, balances, movedOn } from './balances.ts'
export { countEntries, type Entry, post } from './entry.ts'

/** The books of a house that is open. Whoever changes what money they are about calls `post`, in the same transaction. */
export interface Books {
  /** What stands on each account of the house. */
  balances(): Promise<Balances>
}
