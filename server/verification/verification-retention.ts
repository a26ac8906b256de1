import { both } from '../../src/contract/texts.ts'
import { STAYS_AS_PROOF } from '../ground/reasons-to-stay.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const VERIFICATION_RETENTION: readonly RetentionRule[] = [
  {
    table: 'document_check',
    what: both('他人查验的次数', 'Checks by others, counted'),
    days: 1095,
    since: both('查验', 'The check'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'hour < $1' },
  },
  {
    table: 'verification_certificate',
    what: both('查验证明', 'Certificates of checks'),
    why: STAYS_AS_PROOF.why,
    until: STAYS_AS_PROOF.until,
  },
]
