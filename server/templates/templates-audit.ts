import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const TEMPLATES_EVENTS = {
  'template-brought':
    'Somebody of staff brought a folder of templates of a kind, which was kept as a version; nothing is made with it.',
  'template-tried': 'A version of templates was tried beside what runs, and passed or was refused.',
} as const satisfies AuditEvents

export const audit = auditTrail(TEMPLATES_EVENTS)
