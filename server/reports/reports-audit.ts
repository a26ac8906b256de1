import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const REPORTS_EVENTS = {
  'month-reported': 'The letter with the figures of a month was put into the outbox.',
} as const satisfies AuditEvents

export const audit = auditTrail(REPORTS_EVENTS)
