import { Readable } from 'node:stream'
import { CSV_MARK, csvOf } from '../csv.ts'
import { workbookOf } from './xlsx/write-workbook.ts'

export type SheetFormat = 'csv' | 'xlsx'

export const SHEET_TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

type Rows = AsyncIterable<readonly (readonly string[])[]>

/** A file of rows as they come; no cell of it is a formula. */
export function sheetFile(format: SheetFormat, heading: readonly string[], rows: Rows): Readable {
  return format === 'xlsx' ? workbookOf(heading, rows) : Readable.from(csvParts(heading, rows))
}

async function* csvParts(heading: readonly string[], rows: Rows) {
  yield Buffer.from(`${CSV_MARK}${csvOf([heading])}\r\n`)
  for await (const some of rows) yield Buffer.from(`${csvOf(some)}\r\n`)
}
