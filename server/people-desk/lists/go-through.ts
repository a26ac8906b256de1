import { createHash } from 'node:crypto'
import type { ListKind, RowFault } from '../../../src/contract/people-lists-api.ts'
import { err, type Result } from '../../../src/result.ts'
import { columnsIn } from './columns.ts'
import { encodingOf, type Parts } from './decode.ts'
import { BrokenList, readRows } from './read-rows.ts'
import { type ReadRow, type RowParts, readRow } from './row-of-list.ts'

/** Why a list cannot be read at all. */
export type ListRefusal = 'no-text' | 'no-heading' | 'broken'

/** Rows that are read at the same time. */
const AT_ONCE = 64

export interface JudgedRow {
  readonly line: number
  readonly read: Result<ReadRow, RowFault>
}

/**
 * Goes through a list, some rows at a time and in their order: however long it is, no more of it stands in memory, but a number for each row
 * by which the same row is known when it comes again. Null at the end of a list that was read to its end. Rejects when the records do not answer.
 */
export async function goThrough(
  parts: RowParts,
  list: { readonly kind: ListKind; readonly bytes: Parts },
  onRows: (rows: readonly JudgedRow[]) => Promise<'on' | 'stop'>,
): Promise<ListRefusal | null> {
  const encoding = await encodingOf(list.bytes)
  if (encoding === null) return 'no-text'
  let columns: ReadonlyMap<string, number> | null = null
  const seen = new Set<number>()
  let waiting: { readonly line: number; readonly cells: readonly string[] }[] = []
  const judge = async (): Promise<'on' | 'stop'> => {
    const places = columns ?? new Map<string, number>()
    const read = await Promise.all(
      waiting.map(async ({ line, cells }) => {
        const cell = (name: string) => cells[places.get(name) ?? -1] ?? ''
        return { line, read: await readRow(parts, list.kind, cell) }
      }),
    )
    waiting = []
    return onRows(read.map(row => ({ ...row, read: onceIn(seen, row.read) })))
  }
  try {
    for await (const row of readRows(list.bytes, encoding)) {
      if (columns === null) {
        columns = columnsIn(list.kind, row.cells)
        if (columns === null) return 'no-heading'
        continue
      }
      if (row.cells.every(cell => cell.trim() === '')) continue
      waiting.push(row)
      if (waiting.length >= AT_ONCE && (await judge()) === 'stop') return null
    }
  } catch (error) {
    if (error instanceof BrokenList) return 'broken'
    throw error
  }
  if (columns === null) return 'no-heading'
  if (waiting.length > 0) await judge()
  return null
}

function onceIn(seen: Set<number>, read: Result<ReadRow, RowFault>): Result<ReadRow, RowFault> {
  if (!read.ok) return read
  const mark = createHash('sha256').update(read.value.same).digest().readUIntBE(0, 6)
  if (seen.has(mark)) return err('twice')
  seen.add(mark)
  return read
}
