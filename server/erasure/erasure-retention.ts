import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const ERASURE_RETENTION: readonly RetentionRule[] = [
  {
    table: 'erasure',
    what: both('已了结的删除申请（不含本人信息）', 'Wishes for erasing that are over; nothing leads to the person'),
    days: 1095,
    since: both('了结', 'Its end'),
    ends: 'deleted',
    why: both('证明已按申请删除。', 'It proves that what was asked for was done.'),
    by: { where: 'over_at < $1' },
  },
]
