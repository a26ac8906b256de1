import { createHash } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { Logger } from 'pino'
import type { ListKind } from '../../../src/contract/people-lists-api.ts'
import type { ColumnPlaces } from '../../../src/rules/list-columns.ts'
import type { Parts } from '../../ground/sheets/decode.ts'
import type { PeopleListTable, Tables } from '../../ground/store/tables.ts'
import type { JudgeParts } from './judge.ts'
import type { ListFile } from './read-batches.ts'

export type ListRowOfTable = Selectable<PeopleListTable>

export interface PeopleListParts extends JudgeParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly now: () => Date
}

/** By which a file of a kind is known: the same file, brought for the same time, is the same list. */
export const listIdOf = (kind: ListKind, turn = 0) =>
  createHash('sha256').update(`yinzheng-list\n${kind}\n${turn === 0 ? '' : `${turn}\n`}`)

export const findList = (db: Kysely<Tables>, listId: string): Promise<ListRowOfTable | undefined> =>
  db.selectFrom('people_list').selectAll().where('list_id', '=', listId).executeTakeFirst()

/** The bytes of a list, a part at a time. */
export const bytesOf = (db: Kysely<Tables>, listId: string): Parts =>
  async function* () {
    for (let at = 0; ; at++) {
      const part = await db
        .selectFrom('people_list_part')
        .select('content')
        .where('list_id', '=', listId)
        .where('at', '=', at)
        .executeTakeFirst()
      if (!part) return
      yield Buffer.from(part.content, 'base64')
    }
  }

export const fileOf = (db: Kysely<Tables>, row: ListRowOfTable): ListFile => ({
  ...{ kind: row.kind, bytes: bytesOf(db, row.list_id), columns: row.columns as ColumnPlaces | null },
})
