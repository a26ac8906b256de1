import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const IDENTITY_EVENTS = {
  'visit-begun': 'A person was recognised at a terminal, and a visit began.',
} as const satisfies AuditEvents

export const audit = auditTrail(IDENTITY_EVENTS)
