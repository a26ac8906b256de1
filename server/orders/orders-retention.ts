import { both } from '../../src/contract/texts.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const ORDERS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'print_order',
    what: both('打印订单', 'Orders of copies'),
    why: STAYS_IN_ACCOUNTS.why,
    until: STAYS_IN_ACCOUNTS.until,
  },
  { table: 'refund', what: both('退款', 'Refunds'), why: STAYS_IN_ACCOUNTS.why, until: STAYS_IN_ACCOUNTS.until },
  {
    table: 'quota_use',
    what: both('免费份数的使用（只有份数）', 'Counts of free copies'),
    why: both('已用的免费份数要继续算数。', 'Copies that were used go on counting.'),
    until: both(
      '所属学期（学年）结束后，本人申请删除为止',
      'Until their period is over and the person has them erased',
    ),
  },
]
