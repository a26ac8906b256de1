import { type AuditEvents, auditTrail } from './audit-trail.ts'

export const GROUND_EVENTS = {
  'unknown-code-tried':
    'Somebody asked for a verification code that no document has; address and code stand there as pseudonyms.',
} as const satisfies AuditEvents

export const audit = auditTrail(GROUND_EVENTS)
