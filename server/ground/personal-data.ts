import type { Bilingual } from '../../src/contract/texts.ts'

/** Why something stays that its person wants erased, and how long. */
export interface Stays {
  readonly why: Bilingual
  /** A date, or a rule in words: what then becomes of it must be true. */
  readonly until: Bilingual
  /** Which rows stay where the others go: one statement with a row for each, over the same `$1`. Without it all of them stay. */
  readonly sql?: string
}

/** What becomes of something when its person wants everything erased. */
export type Fate = 'goes' | Stays

/** Rows that are kept about a person, as the person gets them: without what is secret, and without what is another's. */
export interface PersonalRows {
  readonly table: string
  /** What they are, for the person who reads the file. */
  readonly about: Bilingual
  /** One statement; `$1` is a JSON array of the ids of the person's registers: see `OF_PERSON`. */
  readonly sql: string
  /** Columns that stand sealed, opened with one of the house's secrets; what does not open is null. */
  readonly sealed?: readonly {
    readonly column: string
    readonly secret: string
    readonly purposeOf: (row: Readonly<Record<string, unknown>>) => string
  }[]
  readonly erasure: Fate
}

/** A table with something personal in it that nobody is given. */
export interface KeptBack {
  readonly because: string
  /** `of-nobody`: there is no person of the portal whose it would be. */
  readonly erasure: Fate | 'of-nobody'
}

/** What a room keeps of people. */
export interface PersonalData {
  readonly rows: readonly PersonalRows[]
  readonly keptBack: Readonly<Record<string, KeptBack>>
}

/** Behind a column with the id of a person. */
export const OF_PERSON = 'in (select jsonb_array_elements_text($1::jsonb))'

/** Behind a column with the id of a document. */
export const OF_DOCUMENT = `in (select document_id from document where person_id ${OF_PERSON})`
