import { Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { decoded, type Encoding, type Parts } from './decode.ts'

/** A row as it stands in the file. */
export interface ListRow {
  /** From 1, the heading counted. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A row that is longer is a quote that was never closed. */
const ROW_CHARACTERS_MAX = 20_000

/** Where the file itself stops making sense: a row that does not end. */
export class BrokenList extends Error {
  readonly line: number
  constructor(line: number) {
    super(`a row that does not end, behind line ${line}`)
    this.line = line
  }
}

/** The rows of a CSV file as they come, separated by whatever its heading is separated by. Throws `BrokenList`. */
export async function* readRows(parts: Parts, encoding: Encoding): AsyncGenerator<ListRow> {
  const delimiter = await separatorOf(parts, encoding)
  const parser = Readable.from(decoded(parts, encoding)).pipe(
    parse({
      ...{ delimiter, bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
      max_record_size: ROW_CHARACTERS_MAX,
    }),
  )
  let line = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      line = info.lines
      yield { line, cells: record }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BrokenList(line)
    throw error
  } finally {
    parser.destroy()
  }
}

async function separatorOf(parts: Parts, encoding: Encoding): Promise<string> {
  for await (const text of decoded(parts, encoding)) {
    const [heading = ''] = text.split(/\r?\n/, 1)
    const counts = [',', ';', '\t'].map(sign => [heading.split(sign).length, sign] as const)
    return counts.reduce((best, one) => (one[0] > best[0] ? one : best))[1]
  }
  return ','
}
