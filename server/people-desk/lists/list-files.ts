import type { Readable } from 'node:stream'
import {
  COLUMNS_OF_LIST,
  type ListKind,
  type ReportRow,
  type RowOutcome,
} from '../../../src/contract/people-lists-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import {
  LIST_COLUMN_WORDS,
  REPORT_FIELD_WORDS,
  ROW_FAULT_WORDS,
  ROW_OUTCOME_WORDS,
  STATE_WORDS,
} from '../../../src/words/list-words.ts'
import { type SheetFormat, sheetFile } from '../../ground/sheets/write-sheet.ts'
import type { PeopleDb } from '../../people/people.ts'
import { reportRows } from './report.ts'

export type FileLanguage = keyof Bilingual

const HEADINGS: readonly Bilingual[] = [
  ...[both('行', 'Line'), both('结果', 'Outcome'), both('说明', 'What is wrong'), both('学工号', 'Number')],
  ...[both('姓名', 'Name'), both('卡号', 'Card'), both('内容', 'What')],
]

async function* noRows(): AsyncGenerator<never> {}

/** An empty list of a kind, with its columns: what must be there first. */
export function templateFile(kind: ListKind, language: FileLanguage, format: SheetFormat): Readable {
  const { needed, also } = COLUMNS_OF_LIST[kind]
  const heading = [...needed, ...also].map(name => LIST_COLUMN_WORDS[name][language])
  return sheetFile(format, heading, noRows())
}

/** The report of a list, row by row, people masked. */
export function reportFile(
  db: PeopleDb,
  listId: string,
  outcome: RowOutcome | undefined,
  language: FileLanguage,
  format: SheetFormat,
): Readable {
  const heading = HEADINGS.map(words => words[language])
  const rows = async function* () {
    for await (const some of reportRows(db, listId, { outcome })) yield some.map(row => cellsOf(row, language))
  }
  return sheetFile(format, heading, rows())
}

function cellsOf({ line, outcome, fault, who, cardMasked, fields }: ReportRow, language: FileLanguage): string[] {
  const said = (text: string | null) => (text === null ? '—' : (STATE_WORDS[text]?.[language] ?? text))
  const whole = fields.map(({ name, before, after }) => {
    const label = REPORT_FIELD_WORDS[name][language]
    return before === null && outcome === 'new'
      ? `${label}: ${said(after)}`
      : `${label}: ${said(before)} → ${said(after)}`
  })
  return [
    ...[String(line), ROW_OUTCOME_WORDS[outcome][language], fault === null ? '' : ROW_FAULT_WORDS[fault][language]],
    ...[who?.numberMasked ?? '', who?.nameMasked[language] ?? '', cardMasked ?? '', whole.join('; ')],
  ]
}
