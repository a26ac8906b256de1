import { type AuditEvents, auditTrail } from './audit-trail.ts'

export const GROUND_EVENTS = {
  'unknown-code-tried':
    'Somebody tried a verification or an enrolment code, or one of a shared link, that there is not; address and code stand there as pseudonyms.',
} as const satisfies AuditEvents

export const audit = auditTrail(GROUND_EVENTS)
