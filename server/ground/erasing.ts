import type { Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from './store/tables.ts'

/** How many rows went, by table: all that is ever written down about it. */
export type ErasedCounts = Readonly<Record<string, number>>

/** Erases in the transaction in which it is written down that it was done. */
export type Erase = (tx: Transaction<Tables>) => Promise<ErasedCounts>

/** How an open room erases what it keeps of a person. What goes and what stays, its plan says. */
export interface Erasing {
  /** What is under way and comes to its end first, in words for the person; nothing that the person could not end or wait for. */
  running?(personIds: readonly string[]): Promise<readonly Bilingual[]>
  /**
   * Looks up what it needs from elsewhere, and hands back what erases. Done once more, it finds nothing. `accountIds`: accounts of the
   * house that were the person's when it was asked for, for whom nothing may lead there by now.
   */
  erase(personIds: readonly string[], accountIds: readonly string[]): Promise<Erase>
}

/** How many rows a statement has taken away. */
export const goneBy = (result: { readonly numDeletedRows: bigint }): number => Number(result.numDeletedRows)
