import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import {
  REGISTER_DOUBTS,
  REGISTER_FAULTS,
  REGISTER_OUTCOMES,
  type RegisterReportRow,
} from '../../../src/contract/register-file.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import {
  REGISTER_COLUMN_WORDS,
  REGISTER_DOUBT_WORDS,
  REGISTER_FAULT_WORDS,
  REGISTER_OUTCOME_WORDS,
} from '../../../src/words/register-words.ts'
import type { StaffLanguage } from '../../ground/commands/language.ts'
import { sheetFile } from '../../ground/sheets/write-sheet.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { ImportRow } from '../imports/import-rows.ts'
import { reportRows } from '../imports/report.ts'

/** Why a file could not be read at all. */
export const REFUSAL_WORDS: Readonly<Record<string, Bilingual>> = {
  'no-text': both('文件不是 CSV 或 XLSX，或编码不认识', 'the file is neither CSV nor XLSX, or in an unknown encoding'),
  empty: both('文件里没有数据行', 'the file has no rows'),
  broken: both('文件已损坏或加了密码', 'the file is broken, or locked with a password'),
  'too-many-rows': both('文件超过 300000 行', 'the file has more than 300,000 rows'),
  'too-large': both('XLSX 超过 16 MB；请另存为 CSV', 'the workbook has more than 16 MB: save it as CSV'),
  bomb: both('文件解压后过大', 'the file comes to too much when it is unpacked'),
  'no-sheet': both('工作簿里没有可见的工作表', 'the workbook has no sheet that is shown'),
  columns: both(
    '表头缺列：须有姓名、学号、身份证号码（证件号码）、学籍状态',
    'columns are missing: there must be 姓名, 学号, 身份证号码 and 学籍状态',
  ),
}

/** What came of an import: for a program, and in words. */
export function sayImport(row: ImportRow, language: StaffLanguage = 'en') {
  const causes = row.causes as Readonly<Record<string, number>>
  const rows = { new: row.rows_new, changed: row.rows_changed, same: row.rows_same, error: row.rows_bad }
  const count = (words: Bilingual, n: number) => `${words[language]}: ${n}`
  const named = [
    ...REGISTER_FAULTS.map(fault => [fault, REGISTER_FAULT_WORDS[fault]] as const),
    ...REGISTER_DOUBTS.map(doubt => [doubt, REGISTER_DOUBT_WORDS[doubt]] as const),
  ]
  const state =
    row.state === 'taken' ? both('已导入', 'carried out') : both('试算，尚未导入', 'a trial, nothing was changed')
  const text = [
    `${row.name}: ${state[language]}`,
    ...REGISTER_OUTCOMES.map(outcome => count(REGISTER_OUTCOME_WORDS[outcome], rows[outcome])),
    ...named.flatMap(([cause, words]) => (causes[cause] ? [`  ${count(words, causes[cause])}`] : [])),
    ...(row.rows_left > 0
      ? [count(both('因情况已变而未动', 'Left, for they had become another thing'), row.rows_left)]
      : []),
  ].join('\n')
  return { state: row.state, rows, left: row.rows_left, causes, text }
}

const HEADINGS: readonly Bilingual[] = [
  ...[both('行', 'Line'), both('结果', 'Outcome'), both('说明', 'What is wrong'), both('列', 'Column')],
  ...[
    both('学号', 'Student number'),
    both('姓名', 'Name'),
    both('更改的内容', 'What changes'),
    both('请留意', 'To be looked at'),
  ],
]

/** The report of a file, row by row, people masked; no cell of it is a formula. */
export function registerReport(db: Kysely<Tables>, importId: string, language: StaffLanguage): Readable {
  const cellsOf = ({ line, outcome, fault, column, ...row }: RegisterReportRow): string[] => [
    ...[String(line), REGISTER_OUTCOME_WORDS[outcome][language]],
    fault === null ? '' : REGISTER_FAULT_WORDS[fault][language],
    column === null ? '' : REGISTER_COLUMN_WORDS[column][language],
    ...[row.numberMasked, row.nameMasked],
    row.changes.map(one => REGISTER_COLUMN_WORDS[one][language]).join('; '),
    row.doubts.map(one => REGISTER_DOUBT_WORDS[one][language]).join('; '),
  ]
  const rows = async function* () {
    for await (const some of reportRows(db, importId)) yield some.map(cellsOf)
  }
  return sheetFile(
    'csv',
    HEADINGS.map(words => words[language]),
    rows(),
  )
}
