import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

export type Db = Kysely<Tables> | Transaction<Tables>

/** Who of staff does something, and from which line of which list. */
export interface ActedBy {
  readonly staffId: string
  readonly list?: { readonly importId: string; readonly line: number }
}

/** As what was written down came from a list: its row knows the line, and the same line is never written twice. */
export const lineOf = ({ list }: ActedBy) => ({
  import_id: list?.importId ?? null,
  import_line: list?.line ?? null,
})

/** What the trail says of who did it. */
export const saidBy = ({ staffId, list }: ActedBy): Readonly<Record<string, string | number>> =>
  list === undefined ? { by: staffId } : { by: staffId, list: list.importId, line: list.line }
