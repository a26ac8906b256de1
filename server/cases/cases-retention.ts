import { both } from '../../src/contract/texts.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const CASES_RETENTION: readonly RetentionRule[] = [
  {
    table: 'open_case',
    what: both('需要处理的事项', 'Cases'),
    why: STAYS_IN_ACCOUNTS.why,
    until: STAYS_IN_ACCOUNTS.until,
  },
  {
    table: 'case_history',
    what: both('事项的经过和经办人', 'What was done about them, and by whom'),
    why: STAYS_IN_ACCOUNTS.why,
    until: STAYS_IN_ACCOUNTS.until,
  },
]
