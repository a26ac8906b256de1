/** Where sheets are drawn: room and spaces in any one unit. */
export interface SheetRoom {
  readonly width: number
  readonly height: number
  /** Between the sheets of one copy. */
  readonly gap: number
  /** Between copies. */
  readonly copyGap: number
  /** The line over a copy that says which one it is; 0 when each copy is a single sheet. */
  readonly label: number
  readonly labelWidth: number
}

/** A4 upright. */
const HEIGHT_OF_WIDTH = 297 / 210

export interface SheetFit {
  readonly sheetWidth: number
  /** Sheets of one copy beside each other. */
  readonly columns: number
}

/** A copy is easiest to read as one row. It is broken into several only for sheets that are so much wider. */
const WORTH_BREAKING = 1.3

/**
 * The largest sheets with which `copies` of `sheetsPerCopy` fit into the room, at most `widest` wide, sheets of one copy kept
 * together and in one row where that is not much smaller. When nothing fits, sheets of width 1.
 */
export function fitSheets(copies: number, sheetsPerCopy: number, room: SheetRoom, widest: number): SheetFit {
  let best: SheetFit = { sheetWidth: 1, columns: sheetsPerCopy }
  for (let columns = sheetsPerCopy; columns >= 1; columns--) {
    const sheetWidth = widestWith(columns, copies, sheetsPerCopy, room, widest)
    const wanted = columns === sheetsPerCopy ? best.sheetWidth : best.sheetWidth * WORTH_BREAKING
    if (sheetWidth > wanted) best = { sheetWidth, columns }
  }
  return best
}

function widestWith(columns: number, copies: number, sheetsPerCopy: number, room: SheetRoom, widest: number): number {
  const widestInRow = Math.floor((room.width + room.gap) / columns - room.gap)
  for (let sheetWidth = Math.floor(Math.min(widest, widestInRow)); sheetWidth > 1; sheetWidth--) {
    if (heightOf(copies, sheetsPerCopy, room, { sheetWidth, columns }) <= room.height) return sheetWidth
  }
  return 1
}

/** How tall all copies are when sheets are that wide and that many stand beside each other. */
export function heightOf(
  copies: number,
  sheetsPerCopy: number,
  room: SheetRoom,
  { sheetWidth, columns }: SheetFit,
): number {
  const copyWidth = Math.max(room.labelWidth, columns * (sheetWidth + room.gap) - room.gap)
  const copiesInRow = Math.max(1, Math.floor((room.width + room.copyGap) / (copyWidth + room.copyGap)))
  const rows = Math.ceil(sheetsPerCopy / columns)
  const copyHeight = room.label + rows * (sheetWidth * HEIGHT_OF_WIDTH + room.gap) - room.gap
  return Math.ceil(copies / copiesInRow) * (copyHeight + room.copyGap) - room.copyGap
}
