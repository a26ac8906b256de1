import type { Updateable } from 'kysely'
import { headingOf } from '../../ground/sheets/heading.ts'
import { SheetProblem } from '../../ground/sheets/sheet-problem.ts'
import type { PeopleListTable } from '../../ground/store/tables.ts'
import { findPeopleOf, judge } from './judge.ts'
import { KINDS_OF_LIST } from './kinds/kinds-of-list.ts'
import { fileOf, type ListRowOfTable, type PeopleListParts } from './list-rows.ts'
import { readBatches } from './read-batches.ts'
import { keepReport, noRows, reportOf } from './report.ts'

/** Looks a list through and keeps what each row would do; nothing else changes. Rejects when the university's data does not answer. */
export async function checkList(parts: PeopleListParts, row: ListRowOfTable, stillAtIt: () => Promise<void>) {
  const { db, now } = parts
  const { list_id: listId } = row
  const kind = KINDS_OF_LIST[row.kind]
  const counts = noRows()
  const countColumns = () => ({
    ...{ rows_new: counts.new, rows_changed: counts.changed, rows_same: counts.same, rows_bad: counts.error },
    rows_good: counts.new + counts.changed + counts.same,
  })
  const setList = (columns: Updateable<PeopleListTable>) =>
    db.updateTable('people_list').set(columns).where('list_id', '=', listId).where('state', '=', 'to-check').execute()
  // After a stop in the middle it begins anew.
  await db.deleteFrom('people_list_report').where('list_id', '=', listId).execute()
  try {
    for await (const batch of readBatches(parts, fileOf(db, row))) {
      const part = reportOf(await judge(db, parts, kind, await findPeopleOf(parts, batch)))
      await keepReport(db, listId, batch, part)
      for (const outcome of ['new', 'changed', 'same', 'error'] as const) counts[outcome] += part.counts[outcome]
      await stillAtIt()
      await setList(countColumns())
    }
    await setList({ ...countColumns(), state: 'checked', checked_at: now(), refusal: null })
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error
    const heading = error.refusal === 'columns' ? await headingOf(fileOf(db, row).bytes) : null
    if (heading) await setList({ state: 'to-map', heading: JSON.stringify(heading) })
    else await setList({ state: 'refused', refusal: error.refusal, ended_at: now() })
  }
}
