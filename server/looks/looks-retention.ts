import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const LOOKS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'look',
    what: both('工作人员查看未遮盖信息的记录', 'Looks of staff at what is masked'),
    days: 1095,
    since: both('查看', 'The look'),
    ends: 'deleted',
    why: both('本人可以查到谁看过。', 'The person can see who has looked.'),
    by: { where: 'at < $1' },
  },
]
