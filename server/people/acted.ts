import type { Kysely, Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import { maskNumber } from '../../src/rules/masking.ts'
import type { Tables } from '../ground/store/tables.ts'
import { maskedNames, type Person } from '../records/records.ts'

export type Db = Kysely<Tables> | Transaction<Tables>

/** Who of staff does something, and from which line of which list. */
export interface ActedBy {
  readonly staffId: string
  readonly list?: { readonly importId: string; readonly line: number }
}

/** Whom a row is about, and how lists show them. */
export interface AboutPerson {
  readonly personId: string
  readonly nameMasked: Bilingual
  readonly numberMasked: string
}

/** The columns of it. */
export const columnsOf = ({ personId, nameMasked, numberMasked }: AboutPerson) => ({
  ...{ person_id: personId, name_masked_zh: nameMasked.zh, name_masked_en: nameMasked.en },
  number_masked: numberMasked,
})

/** A person as rows keep one. */
export const aboutPerson = (person: Person): AboutPerson => ({
  ...{ personId: person.personId, nameMasked: maskedNames(person), numberMasked: maskNumber(person.number) },
})

/** As what was written down came from a list: its row knows the line, and the same line is never written twice. */
export const lineOf = ({ list }: ActedBy) => ({
  import_id: list?.importId ?? null,
  import_line: list?.line ?? null,
})

/** Which list ended something, so that it can count again when the list is taken back. */
export const listThatEnded = ({ list }: ActedBy) => ({ ended_import_id: list?.importId ?? null })

/** What the trail says of who did it. */
export const saidBy = ({ staffId, list }: ActedBy): Readonly<Record<string, string | number>> =>
  list === undefined ? { by: staffId } : { by: staffId, list: list.importId, line: list.line }
