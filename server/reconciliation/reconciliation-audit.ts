import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const RECONCILIATION_EVENTS = {
  'bill-taken': 'The bill of a day was fetched, checked and kept, in place of an older one of that day.',
  'bill-not-taken': 'The bill of a day came and could not be believed, or was refused.',
  'bill-matched': 'The bill of a day, the orders and the refunds were compared.',
} as const satisfies AuditEvents

export const audit = auditTrail(RECONCILIATION_EVENTS)
