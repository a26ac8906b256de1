import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const PRIVACY_RETENTION: readonly RetentionRule[] = [
  {
    table: 'privacy_request',
    what: both(
      '书面或邮件提出的个人信息请求（请求人加密）',
      'Requests about personal data on paper or by mail; who asks is sealed',
    ),
    days: 1095,
    since: both('办结', 'Its end'),
    ends: 'deleted',
    why: both('证明已按期办结。', 'It proves that it was ended in time.'),
    by: { where: 'ended_at < $1' },
  },
]
