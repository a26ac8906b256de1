/** A workbook is compressed, and is held whole while it is read. */
export const WORKBOOK_BYTES_MAX = 16 * 1024 * 1024
/** Columns that a file may have, and how much of a heading is kept. */
export const COLUMNS_MAX = 60
export const HEADING_CHARACTERS = 60

/** Why a file of rows cannot be read at all. */
export const SHEET_REFUSALS = [
  ...(['no-text', 'empty', 'broken', 'too-many-rows', 'too-large', 'bomb', 'no-sheet', 'columns'] as const),
] as const
export type SheetRefusal = (typeof SHEET_REFUSALS)[number]
