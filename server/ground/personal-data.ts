import type { Bilingual } from '../../src/contract/texts.ts'

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
}

/** What a room keeps of people. */
export interface PersonalData {
  readonly rows: readonly PersonalRows[]
  /** Tables with something personal in them that nobody is given, each with the reason. */
  readonly keptBack: Readonly<Record<string, string>>
}

/** Behind a column with the id of a person. */
export const OF_PERSON = 'in (select jsonb_array_elements_text($1::jsonb))'

/** Behind a column with the id of a document. */
export const OF_DOCUMENT = `in (select document_id from document where person_id ${OF_PERSON})`
