import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PEOPLE_DESK_EVENTS = {
  'people-list-taken':
    'The rows of a list of holds, approvals, waivers or lost cards were taken in; the detail says how many.',
} as const satisfies AuditEvents

export const audit = auditTrail(PEOPLE_DESK_EVENTS)
