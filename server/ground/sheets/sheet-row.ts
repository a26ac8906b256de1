/** A row as it stands in the file. */
export interface SheetRow {
  /** From 1, the heading counted. */
  readonly line: number
  readonly cells: readonly string[]
}
