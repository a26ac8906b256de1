import { audit } from '../graduation-audit.ts'
import { bytesOf, type ImportParts, type ImportRow } from '../imports/import-rows.ts'
import { deedText, partAt, reportOf } from '../imports/report.ts'
import type { StillAtIt } from './check-register.ts'
import { findPeople, type Known } from './find-people.ts'
import { judgeRegister } from './judge-register.ts'
import { readRegister } from './read-register.ts'
import { writeEnrolments } from './write-enrolments.ts'

const NOT_ASKED: ReadonlyMap<string, Known> = new Map()

/**
 * Carries a register out. Before the first row counts all of it is looked at again: if any row would do something else than was reported, nothing
 * counts and it is reported anew. Nobody else writes enrolments meanwhile but who takes one away: such a row is left as it is, and counted.
 * Rejects when the university's data does not answer; after a stop it goes on where it was.
 */
export async function takeRegister(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<void> {
  const { db } = parts
  const ours = db.updateTable('graduation_import').where('import_id', '=', row.import_id)
  if (row.state === 'to-take') {
    if (!(await isAsReported(parts, row, stillAtIt))) {
      await ours.set({ state: 'to-check', has_changed: true, taken_by: null }).execute()
      return
    }
    await ours.set({ state: 'taking', has_changed: false }).execute()
  }
  await writeAll(parts, row, stillAtIt)
}

async function isAsReported(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<boolean> {
  for await (const batch of readRegister(bytesOf(parts, row.import_id))) {
    const judged = await judgeRegister(parts.db, parts.seals, batch.rows, NOT_ASKED)
    const { digest } = reportOf(judged.map(({ report }) => report))
    if (digest !== (await partAt(parts.db, row.import_id, batch.fromLine))?.digest) return false
    await stillAtIt(0)
  }
  return true
}

async function writeAll(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<void> {
  const { db, seals, now } = parts
  const { import_id: importId } = row
  const ask = await parts.lookup()
  let left = row.rows_left
  for await (const batch of readRegister(bytesOf(parts, importId))) {
    if (batch.toLine <= row.taken_line) continue
    const known = await findPeople(ask, batch.rows)
    // What was written and how far it is are one: after a stop at any moment it goes on where it was.
    await db.transaction().execute(async tx => {
      const reported = new Set((await partAt(tx, importId, batch.fromLine))?.rows.map(deedText))
      const judged = await judgeRegister(tx, seals, batch.rows, known)
      const due = judged.filter(({ report }) => reported.has(deedText(report)))
      left += judged.length - due.length
      await writeEnrolments(tx, { seals, importId, now: now(), known }, due)
      await tx
        .updateTable('graduation_import')
        .set({ taken_line: batch.toLine, rows_left: left })
        .where('import_id', '=', importId)
        .execute()
    })
    await stillAtIt(batch.rows.length)
  }
  await db.transaction().execute(async tx => {
    await tx
      .updateTable('graduation_import')
      .set({ state: 'taken', ended_at: now() })
      .where('import_id', '=', importId)
      .execute()
    await tx.deleteFrom('graduation_import_part').where('import_id', '=', importId).execute()
    const detail = { by: row.taken_by, new: row.rows_new, changed: row.rows_changed, leftOut: row.rows_bad, left }
    await audit(tx, now(), { event: 'register-imported', subject: importId, terminalId: null, detail })
  })
}
