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
  {
    table: 'people_list_report',
    what: both('名单逐行的检查结果，人员信息已遮盖', 'What lists would do row by row, with people masked'),
    days: 30,
    since: both('导入结束', 'The end of the list'),
    ends: 'deleted',
    why: both('在此之前可以核对名单做了什么。', 'So long it can be seen what a list has done.'),
    by: { sweep: 'old lists of people' },
  },
]
