import type { Bilingual } from '../../src/contract/texts.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import type { House } from '../ground/ground.ts'
import type { ApprovalRow } from './approval-rows.ts'

const LISTED = 20

/** What an office reads in its daily letter: how many wait, which they are by their numbers, and where they are decided. Nobody's name. */
export function officeLetter(
  { name, publicBaseUrl, timeZone }: House,
  office: Bilingual,
  waiting: readonly Pick<ApprovalRow, 'title_zh' | 'title_en' | 'document_number' | 'asked_at' | 'promised_at'>[],
  now: Date,
): { readonly subject: string; readonly text: string } {
  const late = waiting.filter(({ promised_at }) => promised_at < now).length
  const url = `${publicBaseUrl}/staff/approvals`
  const lines = waiting
    .slice(0, LISTED)
    .map(row => `- ${wallTime(row.asked_at, timeZone)}  ${row.document_number}  ${row.title_zh} / ${row.title_en}`)
  const rest = waiting.length - lines.length
  return {
    subject: `${name.zh}：${waiting.length} 份申请待${office.zh}审批 · ${waiting.length} wait for ${office.en}`,
    text: `${[
      `${office.zh}有 ${waiting.length} 份申请等待审批，其中 ${late} 份已超过承诺的时间。`,
      `请在这里处理：${url}`,
      '',
      `${waiting.length} applications wait for the ${office.en}, ${late} of them longer than was promised.`,
      `They are decided here: ${url}`,
      '',
      ...lines,
      ...(rest > 0 ? [`… +${rest}`] : []),
    ].join('\n')}\n`,
  }
}
