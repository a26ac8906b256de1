import type { Bilingual } from '../../../src/contract/texts.ts'
import { CSV_MARK, csvOf } from '../../ground/csv.ts'
import type { Ground } from '../../ground/ground.ts'
import { type Search, searchTrail, shownRow } from './search.ts'

const PAGE = 2_000
const HEAD = [
  ...['number', 'place in the chain', 'moment (UTC)', 'event', 'what has happened', '事项'],
  ...['about', 'terminal', 'by', 'detail'],
]

/** The trail as CSV, piece by piece: memory holds one page, however many rows there are. */
export async function* csvOfTrail(
  db: Ground['db'],
  search: Search,
  whatOf: (event: string) => Bilingual | null,
): AsyncGenerator<string> {
  yield `${CSV_MARK}${csvOf([HEAD])}\r\n`
  let afterSeq: string | null = null
  for (;;) {
    const rows = await searchTrail(db, search, { afterSeq, limit: PAGE })
    if (rows.length > 0)
      yield `${csvOf(
        rows.map(row => {
          const { seq, position, at, event, subject, terminalId, detail } = shownRow(row)
          const by = typeof detail.by === 'string' ? detail.by : null
          const what = whatOf(event)
          return [seq, position, at, event, what?.en ?? null, what?.zh ?? null, subject, terminalId, by, row.detail]
        }),
      )}\r\n`
    if (rows.length < PAGE) return
    afterSeq = rows.at(-1)?.seq ?? null
  }
}
