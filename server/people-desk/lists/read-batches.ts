import { createHash } from 'node:crypto'
import {
  COLUMNS_MAX,
  HEADING_CHARACTERS,
  LIST_ROWS_MAX,
  type ListKind,
  type RowFault,
} from '../../../src/contract/people-lists-api.ts'
import { err, type Result } from '../../../src/result.ts'
import { type ColumnPlaces, columnsIn } from '../../../src/rules/list-columns.ts'
import type { Parts } from './decode.ts'
import type { KindParts, RowWish } from './kinds/kind-of-list.ts'
import { KINDS_OF_LIST } from './kinds/kinds-of-list.ts'
import { ListProblem } from './list-problem.ts'
import type { ListRow } from './list-row.ts'
import { createMarks } from './marks.ts'
import { readRows } from './read-rows.ts'

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

/** The first row of a file; null where it has none. Throws `ListProblem`. */
export async function headingOf(bytes: Parts): Promise<readonly string[] | null> {
  for await (const { cells } of readRows(bytes)) return headingCells(cells)
  return null
}

const headingCells = (cells: readonly string[]) =>
  cells.slice(0, COLUMNS_MAX).map(cell => [...cell.normalize('NFKC').trim()].slice(0, HEADING_CHARACTERS).join(''))

/**
 * The rows of a list, some hundred at a time: however long it is, no more of it stands in memory, but a number for each row by which the same
 * row is known when it comes again. Blank rows are none. Throws `ListProblem`.
 */
export async function* readBatches(parts: KindParts, { kind, bytes, columns }: ListFile): AsyncGenerator<Batch> {
  const { read } = KINDS_OF_LIST[kind]
  const marks = createMarks()
  let places: ColumnPlaces | null = null
  let batch: ReadRow[] = []
  let count = 0
  const readOne = ({ line, cells }: ListRow, where: ColumnPlaces): ReadRow => {
    const wish = read(name => cells[where[name] ?? -1] ?? '', parts)
    return { line, wish: wish.ok && !marks.isNew(markOf(wish.value)) ? err('twice') : wish }
  }
  for await (const row of readRows(bytes)) {
    if (places === null) {
      places = columns ?? columnsIn(kind, headingCells(row.cells))
      if (places === null) throw new ListProblem('columns')
      continue
    }
    if (row.cells.every(cell => cell.trim() === '')) continue
    count++
    if (count > LIST_ROWS_MAX) throw new ListProblem('too-many-rows')
    batch.push(readOne(row, places))
    if (batch.length === BATCH_ROWS) {
      yield batchOf(batch)
      batch = []
    }
  }
  if (places === null || count === 0) throw new ListProblem('empty')
  if (batch.length > 0) yield batchOf(batch)
}

const batchOf = (rows: readonly ReadRow[]): Batch => ({
  ...{ rows, fromLine: rows[0]?.line ?? 0, toLine: rows.at(-1)?.line ?? 0 },
})

/** 48 bits: of a million rows, two that are others would share one once in some hundred files of such a length. */
const markOf = ({ same }: RowWish): number => createHash('sha256').update(same).digest().readUIntBE(0, 6)
