import { createHash } from 'node:crypto'
import { LIST_ROWS_MAX, type ListKind, type RowFault } from '../../../src/contract/people-lists-api.ts'
import { err, type Result } from '../../../src/result.ts'
import { type ColumnPlaces, columnsIn } from '../../../src/rules/list-columns.ts'
import type { Parts } from '../../ground/sheets/decode.ts'
import { headingCells } from '../../ground/sheets/heading.ts'
import { createMarks } from '../../ground/sheets/marks.ts'
import { readSheet } from '../../ground/sheets/read-sheet.ts'
import { SheetProblem } from '../../ground/sheets/sheet-problem.ts'
import type { SheetRow } from '../../ground/sheets/sheet-row.ts'
import type { KindParts, RowWish } from './kinds/kind-of-list.ts'
import { KINDS_OF_LIST } from './kinds/kinds-of-list.ts'

/** Rows that are judged, reported and written down together: always the same ones of a file. */
const BATCH_ROWS = 500

export interface ReadRow {
  readonly line: number
  readonly wish: Result<RowWish, RowFault>
}
export interface Batch {
  readonly fromLine: number
  readonly toLine: number
  readonly rows: readonly ReadRow[]
}

export interface ListFile {
  readonly kind: ListKind
  readonly bytes: Parts
  /** Which column is which, where somebody has said it. */
  readonly columns: ColumnPlaces | null
}

/**
 * The rows of a list, some hundred at a time: however long it is, no more of it stands in memory, but a number for each row by which the same
 * row is known when it comes again. Blank rows are none. Throws `SheetProblem`.
 */
export async function* readBatches(parts: KindParts, { kind, bytes, columns }: ListFile): AsyncGenerator<Batch> {
  const { read } = KINDS_OF_LIST[kind]
  const marks = createMarks()
  let places: ColumnPlaces | null = null
  let batch: ReadRow[] = []
  let count = 0
  const readOne = ({ line, cells }: SheetRow, where: ColumnPlaces): ReadRow => {
    const wish = read(name => cells[where[name] ?? -1] ?? '', parts)
    return { line, wish: wish.ok && !marks.isNew(markOf(wish.value)) ? err('twice') : wish }
  }
  for await (const row of readSheet(bytes)) {
    if (places === null) {
      places = columns ?? columnsIn(kind, headingCells(row.cells))
      if (places === null) throw new SheetProblem('columns')
      continue
    }
    if (row.cells.every(cell => cell.trim() === '')) continue
    count++
    if (count > LIST_ROWS_MAX) throw new SheetProblem('too-many-rows')
    batch.push(readOne(row, places))
    if (batch.length === BATCH_ROWS) {
      yield batchOf(batch)
      batch = []
    }
  }
  if (places === null || count === 0) throw new SheetProblem('empty')
  if (batch.length > 0) yield batchOf(batch)
}

const batchOf = (rows: readonly ReadRow[]): Batch => ({
  ...{ rows, fromLine: rows[0]?.line ?? 0, toLine: rows.at(-1)?.line ?? 0 },
})

/** 48 bits: of a million rows, two that are others would share one once in some hundred files of such a length. */
const markOf = ({ same }: RowWish): number => createHash('sha256').update(same).digest().readUIntBE(0, 6)
