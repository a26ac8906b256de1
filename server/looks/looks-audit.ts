import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const LOOKS_EVENTS = {
  'person-uncovered':
    'Somebody of staff uncovered what is masked of a person; the detail says who and what. Whose it was, and why, the table of looks says, and the person reads it.',
} as const satisfies AuditEvents

export const audit = auditTrail(LOOKS_EVENTS)
