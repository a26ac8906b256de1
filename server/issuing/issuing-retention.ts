import { both } from '../../src/contract/texts.ts'
import { STAYS_AS_PROOF } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const ISSUING_RETENTION: readonly RetentionRule[] = [
  {
    table: 'document',
    what: both('出具的文件（姓名、学号已遮盖）', 'Documents that were issued; name and number masked'),
    why: STAYS_AS_PROOF.why,
    until: STAYS_AS_PROOF.until,
  },
  {
    table: 'document',
    what: both('文件上的人群（本科、教职工等），用于统计', 'Of what group the person was, for figures'),
    days: 1_096,
    since: both('出具', 'When it was made'),
    ends: 'emptied',
    why: both(
      '三年足以看出各类人群的变化；此后只剩文件本身。',
      'Three years are enough for figures by group; after them the document alone is left.',
    ),
    by: { where: 'created_at < $1 and person_group is not null', set: 'person_group = null' },
  },
  {
    table: 'document_file',
    what: both('文件本身', 'Their files'),
    why: STAYS_AS_PROOF.why,
    until: STAYS_AS_PROOF.until,
  },
  {
    table: 'batch_item',
    what: both('批量出具的名单', 'The lists of batches'),
    why: STAYS_AS_PROOF.why,
    until: STAYS_AS_PROOF.until,
  },
]
