import { type SqlBool, sql } from 'kysely'
import {
  type ListKind,
  type PeopleList,
  type RowOutcome,
  TAKE_BACK_DAYS,
} from '../../../src/contract/people-lists-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { areAllThere, type ColumnPlaces } from '../../../src/rules/list-columns.ts'
import { pageOf, readCursor } from '../../ground/keyset.ts'
import { bringPart, type PartWish } from './bring-list.ts'
import { findList, type ListRowOfTable, type PeopleListParts } from './list-rows.ts'
import { reportPage } from './report.ts'
import { createListWork } from './work-on-lists.ts'

export { listIdOf, type PeopleListParts } from './list-rows.ts'

const DAY_MS = 24 * 3_600_000
/** So long a list waits that nobody has carried out, and so long the report of one stays that was; its line stays longer. */
const KEPT_DAYS = 30

type Done<Why extends string> = Promise<Result<Record<never, never>, Why | 'not-there'>>

/** Lists that staff bring, are looked through, are carried out as somebody says so, and can be taken back. */
export function createPeopleLists(parts: PeopleListParts) {
  const { db, now } = parts
  const work = createListWork(parts)
  const onward = <Value>(value: Value): Value => {
    void work()
    return value
  }
  /** Puts a list from one of some states into another; false where it is in none of them. */
  const turn = async (
    listId: string,
    from: readonly PeopleList['state'][],
    columns: Partial<Omit<ListRowOfTable, 'list_id' | 'columns' | 'heading'>> & { readonly columns?: string },
  ): Promise<boolean> => {
    const row = await db
      .updateTable('people_list')
      .set(columns)
      .where('list_id', '=', listId)
      .where('state', 'in', [...from])
      .returning('list_id')
      .executeTakeFirst()
    return row !== undefined
  }
  const orWhy = async <Why extends string>(listId: string, isDone: boolean, why: Why): Done<Why> => {
    if (isDone) return onward(ok({}))
    return err((await findList(db, listId)) ? why : 'not-there')
  }
  const lists = () =>
    db
      .selectFrom('people_list')
      .selectAll('people_list')
      .select([
        nameOf('people_list.made_by').as('by'),
        nameOf('people_list.taken_by').as('taker'),
        nameOf('people_list.undone_by').as('undoer'),
      ])

  return {
    work,
    bring: async (wish: PartWish, staffId: string) => {
      const brought = await bringPart(parts, wish, staffId)
      return brought.ok && brought.value.state === 'to-check' ? onward(brought) : brought
    },
    nameColumns: async (listId: string, columns: ColumnPlaces): Done<'not-waiting' | 'column-missing'> => {
      const row = await findList(db, listId)
      if (!row) return err('not-there')
      if (!areAllThere(row.kind, columns)) return err('column-missing')
      const isDone = await turn(listId, ['to-map'], { state: 'to-check', columns: JSON.stringify(columns) })
      return orWhy(listId, isDone, 'not-waiting')
    },
    checkAgain: async (listId: string) =>
      orWhy(listId, await turn(listId, ['checked'], { state: 'to-check', stopped_because: null }), 'not-waiting'),
    take: async (
      listId: string,
      which: 'all-rows' | 'good-rows',
      staffId: string,
    ): Done<'not-checked' | 'has-errors' | 'nothing-to-do'> => {
      const row = await findList(db, listId)
      if (!row) return err('not-there')
      if (row.state !== 'checked') return err('not-checked')
      if (which === 'all-rows' && row.rows_bad > 0) return err('has-errors')
      if (row.rows_new + row.rows_changed === 0) return err('nothing-to-do')
      const isDone = await turn(listId, ['checked'], { state: 'to-take', taken_by: staffId, stopped_because: null })
      return orWhy(listId, isDone, 'not-checked')
    },
    undo: async (listId: string, staffId: string): Done<'not-taken' | 'too-late'> => {
      const row = await findList(db, listId)
      if (!row) return err('not-there')
      if (row.state !== 'taken') return err('not-taken')
      if (undoableUntil(row) < now()) return err('too-late')
      const isDone = await turn(listId, ['taken'], { state: 'to-undo', undone_by: staffId })
      return orWhy(listId, isDone, 'not-taken')
    },
    drop: async (listId: string): Done<'not-waiting'> => {
      const gone = await db
        .deleteFrom('people_list')
        .where('list_id', '=', listId)
        .where('state', 'in', ['arriving', 'to-map', 'checked', 'refused'])
        .returning('list_id')
        .executeTakeFirst()
      return orWhy(listId, gone !== undefined, 'not-waiting')
    },
    list: async ({ after, limit }: { readonly after?: string | undefined; readonly limit: number }) => {
      const place = readCursor(after)
      const found = await lists()
        .where(
          place
            ? sql<SqlBool>`(people_list.made_at, people_list.list_id) < (${place.at.toISOString()}::timestamptz, ${place.id})`
            : sql<SqlBool>`true`,
        )
        .orderBy('made_at', 'desc')
        .orderBy('list_id', 'desc')
        .limit(limit + 1)
        .execute()
      const { rows, next } = pageOf(found, limit, row => ({ at: row.made_at, id: row.list_id }))
      return { rows: rows.map(row => listed(row, now())), next }
    },
    one: async (listId: string) => {
      const row = await lists().where('list_id', '=', listId).executeTakeFirst()
      if (!row) return null
      const heading = row.state === 'to-map' ? (row.heading as string[]) : null
      return { ...listed(row, now()), heading }
    },
    rows: async (
      listId: string,
      wish: {
        readonly after?: string | undefined
        readonly limit: number
        readonly outcome?: RowOutcome | undefined
      },
    ) => ((await findList(db, listId)) ? await reportPage(db, listId, wish) : null),
    /** Lets go what nobody has carried out, and the reports of what was. */
    tidy: async (): Promise<void> => {
      const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS)
      await db
        .deleteFrom('people_list')
        .where('state', 'in', ['arriving', 'to-map', 'checked', 'refused'])
        .where('made_at', '<', before)
        .execute()
      await db
        .deleteFrom('people_list_report')
        .where('list_id', 'in', ended =>
          ended.selectFrom('people_list').select('list_id').where('ended_at', '<', before),
        )
        .execute()
    },
  }
}

const nameOf = (column: string) =>
  sql<string | null>`(select name from staff_account where staff_id = ${sql.ref(column)})`

const undoableUntil = ({ ended_at }: Pick<ListRowOfTable, 'ended_at'>) =>
  new Date((ended_at?.getTime() ?? 0) + TAKE_BACK_DAYS * DAY_MS)

type Listed = ListRowOfTable & {
  readonly kind: ListKind
  readonly by: string | null
  readonly taker: string | null
  readonly undoer: string | null
}

const iso = (at: Date | null) => at?.toISOString() ?? null

function listed(row: Listed, now: Date): PeopleList {
  const wasTaken = ['taken', 'to-undo', 'undone'].includes(row.state)
  const until = row.state === 'taken' ? undoableUntil(row) : null
  return {
    ...{ listId: row.list_id, kind: row.kind, name: row.name, at: row.made_at.toISOString(), by: row.by ?? '' },
    ...{ state: row.state, refusal: row.refusal as PeopleList['refusal'], checkedAt: iso(row.checked_at) },
    rows: { new: row.rows_new, changed: row.rows_changed, same: row.rows_same, error: row.rows_bad },
    ...{ takenAt: wasTaken ? iso(row.ended_at) : null, takenBy: row.taker },
    ...{ undoneAt: iso(row.undone_at), undoneBy: row.undoer, undoneRows: row.undone_rows },
    canBeUndoneUntil: until !== null && until >= now ? iso(until) : null,
    hasChangedSince: row.stopped_because !== null,
    isAtWork: row.at_work_until !== null && row.at_work_until > now,
  }
}
