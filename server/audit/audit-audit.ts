import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const AUDIT_EVENTS = {
  'audit-verified':
    'The chain over this trail was verified; the detail has who asked, what came of it and the first bad entry.',
  'audit-rows-expired':
    'Entries of the trail that were older than the house keeps them were deleted; the detail says up to which, and how many.',
  'audit-witness-away':
    'A witness of the trail did not take a checkpoint; the detail has why. It is tried again until it does.',
  'audit-witness-back': 'A witness of the trail that was away takes checkpoints again.',
  'audit-witness-contradicts':
    'A witness of the trail has other checkpoints than this house: its database was put back to an older one, or bent.',
  'audit-read': 'Somebody of staff read the trail; reading on within the hour is the same reading.',
  'audit-exported': 'Somebody of staff exported entries of the trail; the detail has to what they were narrowed.',
} as const satisfies AuditEvents

export const audit = auditTrail(AUDIT_EVENTS)
