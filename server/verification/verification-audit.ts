import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const VERIFICATION_EVENTS = {
  'verification-certified': both(
    '出具了一份带签章的查验结果证明。',
    'A signed certificate of what the records say of a document was given out.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(VERIFICATION_EVENTS)
