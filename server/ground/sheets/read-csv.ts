import { Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { decoded, type Encoding, encodingOf, type Parts } from './decode.ts'
import { SheetProblem } from './sheet-problem.ts'
import type { SheetRow } from './sheet-row.ts'

/** A row that is longer is a quote that was never closed. */
const ROW_CHARACTERS_MAX = 20_000

/** The rows of a CSV file as they come, separated by whatever its heading is separated by. Throws `SheetProblem`. */
export async function* readCsv(parts: Parts): AsyncGenerator<SheetRow> {
  const encoding = await encodingOf(parts)
  if (encoding === null) throw new SheetProblem('no-text')
  const delimiter = await separatorOf(parts, encoding)
  const parser = Readable.from(decoded(parts, encoding)).pipe(
    parse({
      ...{ delimiter, bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
      max_record_size: ROW_CHARACTERS_MAX,
    }),
  )
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
      yield { line: info.lines, cells: record }
  } catch (error) {
    if (error instanceof CsvError) throw new SheetProblem('broken')
    throw error
  } finally {
    parser.destroy()
  }
}

async function separatorOf(parts: Parts, encoding: Encoding): Promise<string> {
  for await (const text of decoded(parts, encoding)) {
    const [heading = ''] = text.replace(/^[\s\ufeff]+/u, '').split(/\r?\n|\r/, 1)
    const counts = [',', ';', '\t'].map(sign => [heading.split(sign).length, sign] as const)
    return counts.reduce((best, one) => (one[0] > best[0] ? one : best))[1]
  }
  return ','
}
