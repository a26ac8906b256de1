import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const FOUR_EYES_EVENTS = {
  'proposal-made': 'Somebody of staff drafted what a second person must agree to.',
  'proposal-carried-out': 'A second person agreed to a proposal, and it was carried out; both are named.',
  'proposal-failed': 'A second person agreed to a proposal, and it could not be carried out; nothing was changed.',
  'proposal-declined': 'A second person declined a proposal.',
  'proposal-taken-back': 'Whoever had drafted a proposal took it back.',
  'proposal-run-out': 'Nobody agreed to a proposal in time.',
} as const satisfies AuditEvents

export const audit = auditTrail(FOUR_EYES_EVENTS)
