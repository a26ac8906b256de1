import type { Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { LastLook } from '../mail/mail.ts'

/** What is told of, where that may be over before the message goes. */
export interface TellAbout {
  /** What it is for, as a letter's: a to z, digits and dashes. */
  readonly purpose: string
  /** By which whoever looks knows it again. Never a person. */
  readonly reference: string
  /** From then on it is of no use. */
  readonly sendBy: Date
}

/** What other rooms may ask of the fleet. */
export interface Fleet {
  /** Whether anybody at all gets the alerts, by the configuration. */
  readonly reachesSomebody: boolean
  /** Tells those who get the alerts, once: a letter, and the robot. */
  readonly tell: (
    tx: Transaction<Tables>,
    words: { readonly subject: Bilingual; readonly text: Bilingual },
    now: Date,
    about?: TellAbout,
  ) => Promise<void>
  /** Has `look` asked about everything that is told for a purpose, by its reference, just before it goes: null lets it go. */
  readonly lookBefore: (purpose: string, look: LastLook) => void
  /** Those of these references that somebody was told of, or may still be told of: neither refused, nor given up, nor come back. */
  readonly reached: (references: readonly string[]) => Promise<ReadonlySet<string>>
  /** Looks at silence and tells of what is to be told; for tests. */
  readonly watch: () => Promise<void>
}
