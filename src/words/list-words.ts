import type { ListColumnName, ListKind, ReportField, RowFault, RowOutcome } from '../contract/people-lists-api.ts'
import { type Bilingual, both } from '../contract/texts.ts'

/** What kinds of lists are called: on the page and in the names of files. */
export const LIST_KIND_WORDS: Readonly<Record<ListKind, Bilingual>> = {
  holds: both('暂停办理', 'Holds'),
  'hold-ends': both('解除暂停', 'Ends of holds'),
  approvals: both('登记批准', 'Approvals'),
  'free-copies': both('增加免费份数', 'More free copies'),
  waivers: both('减免', 'Waivers'),
  'lost-cards': both('挂失校园卡', 'Lost cards'),
  'found-cards': both('解除挂失', 'Found cards'),
}

/** The headings of templates. */
export const LIST_COLUMN_WORDS: Readonly<Record<ListColumnName, Bilingual>> = {
  number: both('学工号', 'Number'),
  card: both('卡号', 'Card'),
  kinds: both('文件', 'Kinds'),
  kind: both('文件', 'Kind'),
  copies: both('份数', 'Copies'),
  reason: both('原因', 'Reason'),
  reasonEn: both('英文原因', 'Reason in English'),
  note: both('备注', 'Note'),
  lastDay: both('最后一天', 'Last day'),
}

/** What stands in the fields of a report. */
export const REPORT_FIELD_WORDS: Readonly<Record<ReportField, Bilingual>> = {
  kinds: LIST_COLUMN_WORDS.kinds,
  kind: LIST_COLUMN_WORDS.kind,
  copies: LIST_COLUMN_WORDS.copies,
  reason: LIST_COLUMN_WORDS.reason,
  reasonEn: LIST_COLUMN_WORDS.reasonEn,
  note: LIST_COLUMN_WORDS.note,
  lastDay: LIST_COLUMN_WORDS.lastDay,
  state: both('状态', 'State'),
}
export const STATE_WORDS: Readonly<Record<string, Bilingual>> = {
  'in-force': both('生效中', 'in force'),
  over: both('已结束', 'over'),
}

export const ROW_OUTCOME_WORDS: Readonly<Record<RowOutcome, Bilingual>> = {
  new: both('新增', 'New'),
  changed: both('更改', 'Changed'),
  same: both('无变化', 'Same'),
  error: both('有误', 'Wrong'),
}

/** What is wrong with a row, and what to do. */
export const ROW_FAULT_WORDS: Readonly<Record<RowFault, Bilingual>> = {
  'no-number': both('没有学工号，或学工号无法识别。', 'No student or staff number stands here, or it cannot be read.'),
  unknown: both('学校数据里没有这个学工号。', 'The university’s data does not know this number.'),
  'no-reason': both('没有写原因。', 'No reason is given.'),
  'kind-unknown': both(
    '没有这种文件。请写文件种类的代码，例如 transcript。',
    'There is no such kind of document. Write its code, transcript for example.',
  ),
  'kind-waits-for-nothing': both('这种文件不等这样的批准。', 'This kind waits for no such word.'),
  'no-copies': both('份数要写 1 到 99 的整数。', 'Copies must be a whole number from 1 to 99.'),
  'no-day': both(
    '日期无法识别，或没有写。请写成 2026-12-31。',
    'The day cannot be read, or is missing. Write it as 2026-12-31.',
  ),
  'day-over': both('这一天已经过去了。', 'That day is over.'),
  'no-card': both('这不是校园卡卡号。', 'This is no number of a campus card.'),
  twice: both(
    '与前面某一行说的是同一件事。只算前面那行。',
    'An earlier row speaks of the same thing. That one counts.',
  ),
  rounded: both(
    '号码已被表格软件改成科学记数。请把这一列设为文本，重新填写。',
    'The spreadsheet has rounded this number. Set the column to text and enter it anew.',
  ),
  'kind-needed': both('请写一种文件：每种文件单独计数。', 'Name a kind of document: each has a count of its own.'),
  'kind-not-counted': both(
    '免费份数合在一起计数，不能只给一种文件。可以改用减免。',
    'Free copies are counted together, and not by kind. A waiver can be for one kind.',
  ),
}
