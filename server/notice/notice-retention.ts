import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const NOTICE_RETENTION: readonly RetentionRule[] = [
  {
    table: 'consent',
    what: both('对个人信息告知的同意', 'Consents to the notice'),
    why: both('证明处理个人信息前已征得同意。', 'It proves that the person was told and has agreed.'),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'consent',
    what: both('已撤回的同意', 'Consents that were withdrawn'),
    days: 1095,
    since: both('撤回', 'The withdrawal'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'withdrawn_at < $1' },
  },
]
