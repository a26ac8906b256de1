import { SheetProblem } from '../../ground/sheets/sheet-problem.ts'
import { bytesOf, type ImportParts, type ImportRow } from '../imports/import-rows.ts'
import { countCauses, keepReport, noRows, outcomeColumns, reportOf } from '../imports/report.ts'
import { findPeople } from './find-people.ts'
import { judgeRegister } from './judge-register.ts'
import { readRegister } from './read-register.ts'

/** Says behind each batch that somebody is at it still; throws where that is to end. */
export type StillAtIt = (rows: number) => Promise<void>

/** Looks a register through and keeps what each row would do; nothing else changes. Rejects when the university's data does not answer. */
export async function checkRegister(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<void> {
  const { db, seals, now } = parts
  const { import_id: importId } = row
  const counts = noRows()
  const causes: Record<string, number> = {}
  // After a stop in the middle it begins anew.
  await db.deleteFrom('graduation_report').where('import_id', '=', importId).execute()
  const ask = await parts.lookup()
  const isDone = { state: 'checked', checked_at: now(), refusal: null } as const
  try {
    for await (const batch of readRegister(bytesOf(parts, importId))) {
      const known = await findPeople(ask, batch.rows)
      const rows = (await judgeRegister(db, seals, batch.rows, known)).map(({ report }) => report)
      const part = reportOf(rows)
      await keepReport(db, importId, batch, part)
      for (const outcome of ['new', 'changed', 'same', 'error'] as const) counts[outcome] += part.counts[outcome]
      countCauses(causes, rows)
      await stillAtIt(batch.rows.length)
    }
    const sums = { ...outcomeColumns(counts), causes: JSON.stringify(causes) }
    await db
      .updateTable('graduation_import')
      .set({ ...sums, ...isDone })
      .where('import_id', '=', importId)
      .execute()
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error
    await db
      .updateTable('graduation_import')
      .set({ state: 'refused', refusal: error.refusal, ended_at: now() })
      .where('import_id', '=', importId)
      .execute()
    await db.deleteFrom('graduation_import_part').where('import_id', '=', importId).execute()
  }
}
