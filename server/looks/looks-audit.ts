import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const LOOKS_EVENTS = {
  'person-uncovered': both(
    '工作人员查看了某人被遮盖的信息；谁看了什么见详情，是谁的、为何看记在查看表里，本人可以看到。',
    'Somebody of staff uncovered what is masked of a person; the detail says who and what. Whose it was, and why, the table of looks says, and the person reads it.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(LOOKS_EVENTS)
