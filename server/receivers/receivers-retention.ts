import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const RECEIVERS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'sending',
    what: both('发给接收单位的文件', 'What was sent to receivers'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'sending_event',
    what: both('接收单位打开和下载的经过', 'What receivers did with it'),
    why: both(
      '本人的申请记录，登录后可随时查看或申请删除。',
      'The person’s own record of what was applied for, to be looked at or erased at any time.',
    ),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
  {
    table: 'receiver',
    what: both('接收单位', 'Receivers'),
    why: both('单位的登记，不属于个人。', 'A register of institutions, and of no person.'),
    until: both('管理员停用之后仍留底', 'It stays, also when it is suspended'),
  },
]
