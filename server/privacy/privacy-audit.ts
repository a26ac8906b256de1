import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PRIVACY_EVENTS = {
  'retention-carried-out': 'What is over by its age was taken away; the detail says how many rows of which table.',
  'retention-counted': 'It was only counted what would go by its age; nothing was taken away.',
  'privacy-request-entered':
    'Somebody of staff entered a request about personal data that came on paper or by mail; the detail says which kind.',
  'privacy-request-reminded': 'Who works on such requests was told by mail that one is due soon, or late.',
  'privacy-request-ended':
    'Somebody of staff ended such a request; the detail has the outcome, and whether it was late.',
} as const satisfies AuditEvents

export const audit = auditTrail(PRIVACY_EVENTS)
