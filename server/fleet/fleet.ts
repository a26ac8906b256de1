import type { Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'

/** What other rooms may ask of the fleet. */
export interface Fleet {
  /** Tells those who get the alerts, once: a letter, and the robot. */
  readonly tell: (
    tx: Transaction<Tables>,
    words: { readonly subject: Bilingual; readonly text: Bilingual },
    now: Date,
  ) => Promise<void>
  /** Looks at silence and tells of what is to be told; for tests. */
  readonly watch: () => Promise<void>
}
