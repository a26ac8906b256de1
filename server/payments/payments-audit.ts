import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PAYMENTS_EVENTS = {
  'provider-key-ends':
    'The last key by which a payment provider is believed ends within thirty days, and no newer one is known.',
} as const satisfies AuditEvents

export const audit = auditTrail(PAYMENTS_EVENTS)
