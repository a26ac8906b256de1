import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PEOPLE_DESK_EVENTS = {
  'people-list-taken':
    'A list of holds, approvals, waivers, free copies or cards was carried out; the detail says how many rows, and how many wrong ones were left out.',
  'people-list-stopped':
    'A list was not carried out, because what it would do had become another thing; the detail says how many rows had been written and were taken back.',
  'people-list-undone':
    'A list that had been carried out was taken back; the detail says how many rows of it still counted.',
} as const satisfies AuditEvents

export const audit = auditTrail(PEOPLE_DESK_EVENTS)
