import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const REMINDERS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'reminder',
    what: both('提醒过哪些待办', 'Of what that waits somebody was told'),
    days: 400,
    since: both('最近一次提醒', 'When somebody was told last'),
    ends: 'deleted',
    why: both(
      '同一件事不提醒两次；能证明提醒过。',
      'Nobody is told twice of one thing, and it proves that somebody was told.',
    ),
    by: { where: 'told_at < $1' },
  },
]
