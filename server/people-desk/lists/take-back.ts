import { sql } from 'kysely'
import { randomId } from '../../ground/random-id.ts'
import { countsAgain, type PeopleDb } from '../../people/people.ts'
import { audit } from '../people-desk-audit.ts'
import { KINDS_OF_LIST } from './kinds/kinds-of-list.ts'
import type { ListRowOfTable, PeopleListParts } from './list-rows.ts'

const AT_ONCE = 200

/**
 * Takes a list back that somebody wants undone, or that became another thing while it was carried out: what it wrote ends, and what it had
 * changed or ended counts again. What somebody has ended since stays as it is. Goes on after a stop.
 */
export async function takeBack(parts: PeopleListParts, row: ListRowOfTable, stillAtIt: () => Promise<void>) {
  const { db, now } = parts
  const { list_id: listId } = row
  const isStop = row.state === 'to-stop'
  const staffId = (isStop ? row.taken_by : row.undone_by) ?? ''
  let after = ''
  for (;;) {
    const done = await db.transaction().execute(async tx => {
      const some = await written(tx, row, after)
      for (const one of some) await takeOneBack(tx, parts, row, one, staffId)
      const takenBack = some.length
      await tx
        .updateTable('people_list')
        .set({ undone_rows: sql<number>`coalesce(undone_rows, 0) + ${takenBack}::integer` })
        .where('list_id', '=', listId)
        .execute()
      return some
    })
    if (done.length === 0) break
    after = done.at(-1)?.id ?? after
    await stillAtIt()
  }
  await db.transaction().execute(async tx => {
    const rows = (await list(tx, listId)).undone_rows ?? 0
    if (isStop) await forget(tx, row)
    await tx
      .updateTable('people_list')
      .where('list_id', '=', listId)
      .set(
        isStop
          ? { state: 'to-check', stopped_because: 'other', taken_by: null, taken_line: 0, undone_rows: null }
          : { state: 'undone', undone_at: now() },
      )
      .execute()
    const detail = { by: staffId, kind: row.kind, rows }
    const event = isStop ? 'people-list-stopped' : 'people-list-undone'
    await audit(tx, now(), { event, subject: listId, terminalId: null, detail })
  })
}

const list = (tx: PeopleDb, listId: string) =>
  tx.selectFrom('people_list').select('undone_rows').where('list_id', '=', listId).executeTakeFirstOrThrow()

interface WrittenRow {
  readonly id: string
  readonly line: number | null
  readonly replaces: string | null
}

/** What of a list still counts: rows that it wrote, or that it ended. */
async function written(tx: PeopleDb, { kind, list_id: listId }: ListRowOfTable, after: string): Promise<WrittenRow[]> {
  const { ends, table } = KINDS_OF_LIST[kind]
  const [id, endedAt] = [sql.ref(table.id), sql.ref(table.endedAt)]
  const replaces = table.name === 'lost_card' || ends ? sql`null::text` : sql`replaces`
  const ours = ends ? sql`ended_import_id = ${listId}` : sql`import_id = ${listId} and ${endedAt} is null`
  const { rows } = await sql<WrittenRow>`
    select ${id} as id, import_line as line, ${replaces} as replaces from ${sql.table(table.name)}
    where ${ours} and ${id} > ${after} order by ${id} limit ${sql.lit(AT_ONCE)}`.execute(tx)
  return rows
}

async function takeOneBack(
  tx: PeopleDb,
  parts: PeopleListParts,
  { kind, list_id: importId }: ListRowOfTable,
  { id, line, replaces }: WrittenRow,
  staffId: string,
): Promise<void> {
  const { ends, end, table } = KINDS_OF_LIST[kind]
  const by = { staffId, list: { importId, line: ends ? 0 : (line ?? 0) } }
  const at = parts.now()
  if (ends) await countsAgain(tx, table.writtenDown, id, by, at)
  else if ((await end(tx, id, by, at, parts)) && replaces !== null)
    await countsAgain(tx, table.writtenDown, replaces, by, at)
}

/** A list that was stopped may be carried out yet: what it had written stays as what is over, under another name. */
async function forget(tx: PeopleDb, { kind, list_id: listId }: ListRowOfTable): Promise<void> {
  const { name } = KINDS_OF_LIST[kind].table
  const other = `${listId}~${randomId()}`
  await sql`update ${sql.table(name)} set import_id = ${other} where import_id = ${listId}`.execute(tx)
  await sql`update ${sql.table(name)} set ended_import_id = ${other} where ended_import_id = ${listId}`.execute(tx)
}
