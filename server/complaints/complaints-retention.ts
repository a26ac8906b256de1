import { both } from '../../src/contract/texts.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

const DAYS = 365
const OVER = both('投诉处理完成并不再变化', 'It was dealt with and nothing changed any more')
const WHY = both(
  '投诉单在微信支付一年内可查；一年后只留编号、金额和处理结果。',
  'The provider shows a complaint for a year; then number, amounts and what became of it stay alone.',
)
const IS_OVER = `state = 'processed' and changed_at < $1`

/** How long this room keeps what payers wrote, and what was answered. */
export const COMPLAINTS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'complaint',
    what: both(
      '付款人投诉的内容、遮盖的电话和照片的编号',
      'What payers wrote, their masked telephone and ids of pictures',
    ),
    ...{ days: DAYS, since: OVER, ends: 'emptied', why: WHY },
    by: {
      where: `${IS_OVER} and emptied_at is null`,
      set: `problem = '', words = '', phone_masked = null, pictures = '[]'::jsonb, emptied_at = changed_at`,
    },
  },
  {
    table: 'complaint_line',
    what: both('投诉的往来', 'What was said in a complaint'),
    ...{ days: DAYS, since: OVER, ends: 'deleted', why: WHY },
    by: { where: `complaint_id in (select complaint_id from complaint where ${IS_OVER})` },
  },
  {
    table: 'complaint_errand',
    what: both('工作人员对投诉的答复', 'What staff answered'),
    ...{ why: STAYS_IN_ACCOUNTS.why, until: STAYS_IN_ACCOUNTS.until },
  },
]
