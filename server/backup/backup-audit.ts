import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const BACKUP_EVENTS = {
  'backup-made': 'A backup of the tables and files was made; the detail has how many, the subject is its digest.',
  'backup-brought-back':
    'A backup was brought back into an empty place; the detail has when it was made, and how many erasings are carried out once more.',
} as const satisfies AuditEvents

export const audit = auditTrail(BACKUP_EVENTS)
