import { both } from '../../src/contract/texts.ts'
import { STAYS_OF_STAFF } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const TEMPLATES_RETENTION: readonly RetentionRule[] = [
  {
    table: 'template_version',
    what: both('工作人员上传的模板', 'Templates that staff have brought'),
    why: STAYS_OF_STAFF.why,
    until: STAYS_OF_STAFF.until,
  },
  {
    table: 'template_publication',
    what: both('哪一版模板何时启用', 'Which templates were used from when on'),
    why: STAYS_OF_STAFF.why,
    until: STAYS_OF_STAFF.until,
  },
]
