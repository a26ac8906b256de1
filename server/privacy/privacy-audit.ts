import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PRIVACY_EVENTS = {
  'retention-carried-out': 'What is over by its age was taken away; the detail says how many rows of which table.',
  'retention-counted': 'It was only counted what would go by its age; nothing was taken away.',
} as const satisfies AuditEvents

export const audit = auditTrail(PRIVACY_EVENTS)
