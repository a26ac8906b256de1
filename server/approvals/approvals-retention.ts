import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const APPROVALS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'approval',
    what: both('通知审批结果的地址（加密）', 'Where word of a decision was wanted, sealed'),
    days: 200,
    since: both('审批完毕', 'The decision'),
    ends: 'emptied',
    why: both('到期后没有用处。', 'It is of no use afterwards.'),
    by: { where: 'decided_at < $1 and notice_to is not null', set: 'notice_to = null' },
  },
  {
    table: 'approval',
    what: both('需要审批的申请', 'Applications that an office decided on'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'approval_step',
    what: both('审批的经过', 'What happened with them'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
]
