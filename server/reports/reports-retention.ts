import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const REPORTS_RETENTION: readonly RetentionRule[] = [
  {
    table: 'visit_report',
    what: both('来访的步骤和用时，不含个人信息', 'Steps and times of visits, with nothing of their people'),
    days: 1_096,
    since: both('来访', 'The visit'),
    ends: 'deleted',
    why: both('三年足以看出一年四季的变化。', 'Three years are enough to see how the seasons of a year go.'),
    by: { where: 'began_at < $1' },
  },
]
