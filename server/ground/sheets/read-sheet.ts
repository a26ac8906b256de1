import { WORKBOOK_BYTES_MAX } from '../../../src/contract/sheet-limits.ts'
import type { Parts } from './decode.ts'
import { readCsv } from './read-csv.ts'
import { SheetProblem } from './sheet-problem.ts'
import type { SheetRow } from './sheet-row.ts'
import { readWorkbook } from './xlsx/read-workbook.ts'

/** The rows of a file as they come: of a workbook by its first sheet, and else of a CSV. Throws `SheetProblem`. */
export async function* readSheet(parts: Parts): AsyncGenerator<SheetRow> {
  if (!(await isZip(parts))) yield* readCsv(parts)
  else yield* readWorkbook(await whole(parts))
}

async function isZip(parts: Parts): Promise<boolean> {
  for await (const part of parts()) return part[0] === 0x50 && part[1] === 0x4b && part[2] === 3 && part[3] === 4
  return false
}

/** A directory of a ZIP stands at its end: it is held whole, within its limit. */
async function whole(parts: Parts): Promise<Buffer> {
  const read: Uint8Array[] = []
  let length = 0
  for await (const part of parts()) {
    length += part.length
    if (length > WORKBOOK_BYTES_MAX) throw new SheetProblem('too-large')
    read.push(part)
  }
  return Buffer.concat(read)
}
