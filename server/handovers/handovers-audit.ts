import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const HANDOVERS_EVENTS = {
  'handover-begun': 'A kiosk showed a code by which the file of what it had just printed goes to a phone.',
  'handover-asked': 'A phone asked for the file behind such a code, and no other phone gets it.',
  'handover-given': 'The visitor said at the kiosk that the digits are those of their phone.',
  'handover-taken': 'That phone took the file.',
  'handover-ended':
    'Such a code was ended before the file was given: the visitor went back, or said that the phone is another’s.',
} as const satisfies AuditEvents

export const audit = auditTrail(HANDOVERS_EVENTS)
