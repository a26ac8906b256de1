import type { PeopleDb } from '../../people/people.ts'
import { audit } from '../people-desk-audit.ts'
import { type Deed, findPeopleOf, judge } from './judge.ts'
import type { KindOfList } from './kinds/kind-of-list.ts'
import { KINDS_OF_LIST } from './kinds/kinds-of-list.ts'
import { fileOf, type ListRowOfTable, type PeopleListParts } from './list-rows.ts'
import { readBatches } from './read-batches.ts'
import { digestAt, reportOf } from './report.ts'

type StillAtIt = () => Promise<void>

/** What is to be carried out is another thing than what was reported. */
class OtherThanReported extends Error {}

/**
 * Carries a list out. Before the first row counts, all of it is looked at again: if any row would do something else than was reported,
 * nothing counts and it is reported anew. The same holds for a row that becomes another while they are written: then what was written is taken
 * back. Rejects when the university's data does not answer; after a stop it goes on where it was.
 */
export async function takeList(parts: PeopleListParts, row: ListRowOfTable, stillAtIt: StillAtIt): Promise<void> {
  const { db } = parts
  try {
    if (row.state === 'to-take') {
      await compareAll(parts, row, stillAtIt)
      await db.updateTable('people_list').set({ state: 'taking' }).where('list_id', '=', row.list_id).execute()
    }
    await writeAll(parts, row, stillAtIt)
  } catch (error) {
    if (!(error instanceof OtherThanReported)) throw error
    await db.updateTable('people_list').set({ state: 'to-stop' }).where('list_id', '=', row.list_id).execute()
  }
}

async function compareAll(parts: PeopleListParts, row: ListRowOfTable, stillAtIt: StillAtIt): Promise<void> {
  const kind = KINDS_OF_LIST[row.kind]
  for await (const batch of readBatches(parts, fileOf(parts.db, row))) {
    const { digest } = reportOf(await judge(parts.db, parts, kind, await findPeopleOf(parts, batch)))
    if (digest !== (await digestAt(parts.db, row.list_id, batch.fromLine))) throw new OtherThanReported()
    await stillAtIt()
  }
}

async function writeAll(parts: PeopleListParts, row: ListRowOfTable, stillAtIt: StillAtIt): Promise<void> {
  const { db, now } = parts
  const { list_id: listId } = row
  const staffId = row.taken_by ?? ''
  const kind = KINDS_OF_LIST[row.kind]
  for await (const batch of readBatches(parts, fileOf(db, row))) {
    if (batch.toLine <= row.taken_line) continue
    const found = await findPeopleOf(parts, batch)
    // What was written and how far it is are one: after a stop at any moment it goes on where it was.
    await db.transaction().execute(async tx => {
      const judged = await judge(tx, parts, kind, found)
      if (reportOf(judged).digest !== (await digestAt(tx, listId, batch.fromLine))) throw new OtherThanReported()
      for (const { report, deeds } of judged)
        for (const deed of deeds)
          await carryOut(tx, parts, kind, deed, { staffId, list: { importId: listId, line: report.line } })
      await tx.updateTable('people_list').set({ taken_line: batch.toLine }).where('list_id', '=', listId).execute()
    })
    await stillAtIt()
  }
  await db.transaction().execute(async tx => {
    await tx.updateTable('people_list').set({ state: 'taken', ended_at: now() }).where('list_id', '=', listId).execute()
    await tx.deleteFrom('people_list_part').where('list_id', '=', listId).execute()
    const { kind: name, rows_new, rows_changed, rows_bad } = row
    const detail = { by: staffId, kind: name, rows: rows_new + rows_changed, leftOut: rows_bad }
    await audit(tx, now(), { event: 'people-list-taken', subject: listId, terminalId: null, detail })
  })
}

async function carryOut(
  tx: PeopleDb,
  parts: PeopleListParts,
  kind: KindOfList,
  { wish, about, former }: Deed,
  by: { readonly staffId: string; readonly list: { readonly importId: string; readonly line: number } },
): Promise<void> {
  const at = parts.now()
  if (former !== null && !kind.ends) await kind.end(tx, former.id, by, at, parts)
  await wish.write(tx, about, former, by, at)
}
