import { COLUMNS_MAX, HEADING_CHARACTERS } from '../../../src/contract/sheet-limits.ts'
import type { Parts } from './decode.ts'
import { readSheet } from './read-sheet.ts'

/** The first row of a file; null where it has none. Throws `SheetProblem`. */
export async function headingOf(bytes: Parts): Promise<readonly string[] | null> {
  for await (const { cells } of readSheet(bytes)) return headingCells(cells)
  return null
}

/** Cells of a heading as columns are known by them: in one form, and none too long. */
export const headingCells = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, COLUMNS_MAX).map(cell => [...cell.normalize('NFKC').trim()].slice(0, HEADING_CHARACTERS).join(''))
