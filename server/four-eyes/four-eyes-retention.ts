import { both } from '../../src/contract/texts.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const FOUR_EYES_RETENTION: readonly RetentionRule[] = [
  {
    table: 'proposal',
    what: both('两人办理的事', 'What two people decide on'),
    why: STAYS_OF_STAFF.why,
    until: STAYS_OF_STAFF.until,
  },
]
