import { type Bilingual, both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'

/** One document that is wanted. */
export interface BatchWish {
  /** In the list, from 1, the heading counted. */
  readonly line: number
  readonly personId: string
  readonly kind: string
  readonly edition: string
}

export interface ListFault {
  readonly line: number
  readonly message: Bilingual
}

const CHARACTERS_MAX = 4_000_000
const WISHES_MAX = 50_000
const COLUMNS = ['personId', 'kind', 'edition']
const PERSON = /^[^\p{Cc}"]{1,64}$/u
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/

/**
 * Reads a list of documents: CSV in UTF-8 with the heading `personId,kind,edition`, no quotes. Every wrong line is named, and a
 * list with any is refused whole: half a class is no graduation.
 */
export function readBatchList(text: string): Result<BatchWish[], ListFault[]> {
  if (text.length > CHARACTERS_MAX)
    return err([
      {
        line: 1,
        message: both(
          `名单太长，最多 ${CHARACTERS_MAX} 个字符`,
          `the list is too long, ${CHARACTERS_MAX} characters at most`,
        ),
      },
    ])
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (cellsOf(heading).join() !== COLUMNS.join()) {
    return err([
      { line: 1, message: both(`表头必须是 ${COLUMNS.join(',')}`, `the heading must be ${COLUMNS.join(',')}`) },
    ])
  }
  const faults: ListFault[] = []
  const wishes: BatchWish[] = []
  const seen = new Map<string, number>()
  lines.forEach((content, index) => {
    if (content.trim() === '') return
    const line = index + 2
    const cells = cellsOf(content)
    const [personId = '', kind = '', edition = ''] = cells
    const wrong = whatIsWrong(cells)
    const before = seen.get(cells.join())
    if (wrong) faults.push({ line, message: wrong })
    else if (before !== undefined)
      faults.push({ line, message: both(`与第 ${before} 行相同`, `the same as line ${before}`) })
    else {
      seen.set(cells.join(), line)
      wishes.push({ line, personId, kind, edition })
    }
  })
  if (faults.length > 0) return err(faults)
  if (wishes.length === 0) return err([{ line: 1, message: both('名单是空的', 'the list is empty') }])
  return wishes.length > WISHES_MAX
    ? err([{ line: 1, message: both(`超过 ${WISHES_MAX} 份文件`, `more than ${WISHES_MAX} documents`) }])
    : ok(wishes)
}

const cellsOf = (line: string) => line.split(',').map(cell => cell.trim())

function whatIsWrong(cells: readonly string[]): Bilingual | null {
  const [personId = '', kind = '', edition = ''] = cells
  if (cells.length !== COLUMNS.length)
    return both(`有 ${cells.length} 列，应有 ${COLUMNS.length} 列`, `${cells.length} columns, not ${COLUMNS.length}`)
  if (!PERSON.test(personId))
    return both('没有 personId，或含引号、控制字符', 'no personId, or one with quotes or control characters')
  if (!NAME.test(kind)) return both('没有文件种类（kind）', 'no kind of document')
  return NAME.test(edition) ? null : both('没有版本（edition）', 'no edition')
}
