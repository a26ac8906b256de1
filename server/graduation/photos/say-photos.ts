import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { PhotoFinding } from '../../../src/graduation/photo-rules.ts'
import type { StaffLanguage } from '../../ground/commands/language.ts'
import { sheetFile } from '../../ground/sheets/write-sheet.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { ImportRow } from '../imports/import-rows.ts'
import type { PoolReason } from './match-photos.ts'
import type { PhotoRefusal } from './photo-file.ts'
import { PHOTO_OUTCOMES, type PhotoFault, type PhotoOutcome, type PhotoReportRow } from './photo-report.ts'

/** Why a ZIP or a folder is refused as a whole. */
export const PHOTO_REFUSAL_WORDS: Readonly<Record<PhotoRefusal, Bilingual>> = {
  'not-there': both(
    '--from：没有这个 ZIP 或文件夹，或服务器读不到',
    '--from: there is no such ZIP or folder, or the server cannot read it',
  ),
  broken: both('ZIP 已损坏或加了密码', 'the ZIP is broken, or locked with a password'),
  climbs: both(
    'ZIP 里有文件要写到文件夹之外，拒绝读取',
    'a file of the ZIP would lie outside its folder: nothing of it is read',
  ),
  bomb: both(
    'ZIP 解压后过大，或文件相互重叠',
    'the ZIP comes to too much when it is unpacked, or its files lie over each other',
  ),
  'too-many': both('超过 120000 个文件', 'there are more than 120,000 files'),
  empty: both('里面没有照片', 'there is no photograph in it'),
  'two-tables': both('里面有不止一个 CSV 或 XLSX 表', 'there is more than one CSV or XLSX in it'),
  table: both(
    '里面的表读不出来，或没有文件名和号码的列',
    'the table in it cannot be read, or has no columns of a file name and a number',
  ),
  changed: both(
    '照片与试算时的已不是同一批；请放回原处，或重新试算',
    'the photographs are not those of the trial any more: put them back, or begin anew',
  ),
}

const OUTCOMES: Readonly<Record<PhotoOutcome, Bilingual>> = {
  new: both('对上，新增', 'Matched, new'),
  changed: both('对上，更换', 'Matched, in the place of another'),
  same: both('不变', 'Same'),
  pooled: both('无主', 'Nobody’s'),
  error: both('不能用', 'Of no use'),
}

const FAULTS: Readonly<Record<PhotoFault, Bilingual>> = {
  'no-image': both('不是 JPEG 或 PNG 图像', 'It is no JPEG or PNG'),
  'too-many-pixels': both('像素过多', 'It has too many pixels'),
  'too-small': both('图像过小', 'It is too small'),
  broken: both('图像已损坏', 'The picture is broken'),
  'too-many-bytes': both('文件超过 10 MB', 'The file has more than 10 MB'),
  'unpacks-badly': both('从 ZIP 中解不出来', 'It cannot be unpacked'),
  'too-heavy': both('处理时超出时间或内存', 'It took too much time or memory'),
  'other-size': both('不是 480×640 像素', 'It has not 480 × 640 pixels'),
  'taken-in-future': both('拍摄日期在今天之后', 'It was taken after today'),
  twice: both('同一学籍在这批里已有一张', 'Its enrolment has one in the same import already'),
}

const POOLED: Readonly<Record<PoolReason, Bilingual>> = {
  'says-nothing': both('文件名和表里都没有号码', 'No number came with it'),
  number: both('名册里没有这个号码', 'No enrolment has the number'),
  several: both('号码对应几个学籍', 'Several enrolments have the number'),
  name: both('姓名与名册不同', 'The name is not that of the register'),
  school: both('学校与名册不同', 'The school is not that of the register'),
}

const DOUBTS: Readonly<Record<PhotoFinding, Bilingual>> = {
  'not-jpeg': both('原文件不是 JPEG', 'The file was no JPEG'),
  'other-size': FAULTS['other-size'],
  'too-many-bytes': both('原文件超过 1 MB', 'The file had more than 1 MB'),
  'unusual-bytes': both('原文件不在 20–40 KB 之间', 'The file had not 20 to 40 KB'),
  'not-blue': both('背景不是蓝色', 'The background is not blue'),
  'taken-in-future': FAULTS['taken-in-future'],
  'taken-long-ago': both('拍摄已超过一年', 'It was taken more than a year ago'),
  'day-unknown': both('没有拍摄日期', 'It is not said when it was taken'),
}

/** What came of an import of photographs: for a program, and in words. */
export function sayPhotos(row: ImportRow, language: StaffLanguage = 'en') {
  const causes = row.causes as Readonly<Record<string, number>>
  const rows: Readonly<Record<PhotoOutcome, number>> = {
    ...{ new: row.rows_new, changed: row.rows_changed, same: row.rows_same, pooled: row.rows_pooled },
    error: row.rows_bad,
  }
  const named = new Map<string, Bilingual>([
    ...Object.entries(FAULTS),
    ...Object.entries(POOLED).map(([reason, words]) => [`pool-${reason}`, words] as const),
    ...Object.entries(DOUBTS),
  ])
  const state =
    row.state === 'taken' ? both('已导入', 'carried out') : both('试算，尚未导入', 'a trial, nothing was changed')
  const text = [
    `${row.name}: ${state[language]}`,
    ...PHOTO_OUTCOMES.map(outcome => `${OUTCOMES[outcome][language]}: ${rows[outcome]}`),
    ...[...named].flatMap(([cause, words]) => (causes[cause] ? [`  ${words[language]}: ${causes[cause]}`] : [])),
    ...(row.rows_left > 0
      ? [`${both('因情况已变而未动', 'Left, for they had become another thing')[language]}: ${row.rows_left}`]
      : []),
  ].join('\n')
  return { state: row.state, rows, left: row.rows_left, causes, text }
}

const HEADINGS: readonly Bilingual[] = [
  ...[both('序号', 'Number'), both('文件', 'File'), both('姓名', 'Name'), both('结果', 'Outcome')],
  ...[both('说明', 'Why'), both('请留意', 'To be looked at')],
]

/** The report of an import, file by file, people masked; no cell of it is a formula. */
export function photoReport(db: Kysely<Tables>, importId: string, language: StaffLanguage): Readable {
  const cellsOf = ({ line, outcome, fault, pooledBecause, doubts, ...row }: PhotoReportRow): string[] => [
    ...[String(line), row.fileMasked, row.nameMasked, OUTCOMES[outcome][language]],
    (fault === null ? (pooledBecause === null ? undefined : POOLED[pooledBecause]) : FAULTS[fault])?.[language] ?? '',
    doubts.map(one => DOUBTS[one][language]).join('; '),
  ]
  const rows = async function* () {
    for (let from = 0; ; ) {
      const part = await db
        .selectFrom('graduation_report')
        .select(['to_line', 'rows'])
        .where('import_id', '=', importId)
        .where('to_line', '>', from)
        .orderBy('from_line')
        .limit(1)
        .executeTakeFirst()
      if (!part) return
      from = part.to_line
      yield (JSON.parse(part.rows) as PhotoReportRow[]).map(cellsOf)
    }
  }
  return sheetFile(
    'csv',
    HEADINGS.map(words => words[language]),
    rows(),
  )
}
