import { type RegisterPlaces, registerPlaces } from '../../../src/contract/register-file.ts'
import { err, type Result } from '../../../src/result.ts'
import type { Parts } from '../../ground/sheets/decode.ts'
import { headingCells } from '../../ground/sheets/heading.ts'
import { createMarks } from '../../ground/sheets/marks.ts'
import { readSheet } from '../../ground/sheets/read-sheet.ts'
import { SheetProblem } from '../../ground/sheets/sheet-problem.ts'
import { readEntry, type SaidEntry, type WrongCell } from './read-entry.ts'
import { createSharedNumbers, markOf } from './shared-numbers.ts'

/** Rows that are judged, reported and written down together: always the same ones of a file. */
export const BATCH_ROWS = 500
/** More than any university has at once. */
export const REGISTER_ROWS_MAX = 300_000

export interface RegisterRow {
  readonly line: number
  readonly said: Result<SaidEntry, WrongCell>
}
export interface RegisterBatch {
  readonly fromLine: number
  readonly toLine: number
  readonly rows: readonly RegisterRow[]
}

/**
 * The rows of a register, some hundred at a time. The file is read twice: which numbers are shared is known at its end alone. No more of it
 * stands in memory than some rows, and a few numbers for each. Throws `SheetProblem`.
 */
export async function* readRegister(bytes: Parts): AsyncGenerator<RegisterBatch> {
  const shared = createSharedNumbers()
  for await (const { said } of rowsOf(bytes)) if (said.ok) shared.note(said.value)
  const marks = createMarks()
  let batch: RegisterRow[] = []
  for await (const row of rowsOf(bytes)) {
    batch.push({ line: row.line, said: judged(row.said) })
    if (batch.length < BATCH_ROWS) continue
    yield batchOf(batch)
    batch = []
  }
  if (batch.length > 0) yield batchOf(batch)

  function judged(said: RegisterRow['said']): RegisterRow['said'] {
    if (!said.ok) return said
    const fault = shared.faultOf(said.value)
    if (fault !== null) return err({ fault, column: COLUMN_OF[fault] })
    return marks.isNew(markOf(said.value.studentNumber)) ? said : err({ fault: 'twice', column: 'studentNumber' })
  }
}

const COLUMN_OF = {
  'student-number-of-two': 'studentNumber',
  'examinee-number-of-two': 'examineeNumber',
  'id-number-of-two-names': 'idNumber',
} as const

async function* rowsOf(bytes: Parts): AsyncGenerator<RegisterRow> {
  let places: RegisterPlaces | null = null
  let count = 0
  for await (const { line, cells } of readSheet(bytes)) {
    if (places === null) {
      const known = registerPlaces(headingCells(cells))
      if (known.missing.length > 0) throw new SheetProblem('columns')
      places = known.places
      continue
    }
    if (cells.every(cell => cell.trim() === '')) continue
    count++
    if (count > REGISTER_ROWS_MAX) throw new SheetProblem('too-many-rows')
    const where = places
    const said = readEntry(column => {
      const at = where[column]
      return at === undefined ? undefined : (cells[at] ?? '')
    })
    yield { line, said }
  }
  if (count === 0) throw new SheetProblem('empty')
}

const batchOf = (rows: readonly RegisterRow[]): RegisterBatch => ({
  ...{ rows, fromLine: rows[0]?.line ?? 0, toLine: rows.at(-1)?.line ?? 0 },
})
