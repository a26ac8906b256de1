import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const VERIFICATION_EVENTS = {
  'verification-certified': 'A signed certificate of what the records say of a document was given out.',
} as const satisfies AuditEvents

export const audit = auditTrail(VERIFICATION_EVENTS)
