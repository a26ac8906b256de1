import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const PEOPLE_DESK_RETENTION: readonly RetentionRule[] = [
  {
    table: 'people_list',
    what: both('工作人员导入的名单', 'Lists that staff have brought'),
    days: 200,
    since: both('导入结束', 'Its end'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'ended_at < $1' },
  },
]
