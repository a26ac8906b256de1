import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const COMPLAINTS_EVENTS = {
  'complaint-heard': 'The provider told of a complaint of a payer that was not known here.',
  'complaint-changed': 'A complaint is in another state at the provider, or its payer has written again.',
  'complaint-errand-wanted':
    'Somebody of staff wants a complaint answered, its money agreed to or refused, or called dealt with.',
  'complaint-errand-taken-back': 'Somebody of staff took that back before the provider had done it.',
  'complaint-errand-done': 'The provider has done what staff wanted about a complaint.',
  'complaint-errand-refused': 'The provider refused what staff wanted about a complaint; it is tried again.',
} as const satisfies AuditEvents

export const audit = auditTrail(COMPLAINTS_EVENTS)
