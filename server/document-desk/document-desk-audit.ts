import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const DOCUMENT_DESK_EVENTS = {
  'desk-document-issued': 'Somebody of staff issued a document for a person, after looking at its pages.',
  'desk-document-revoked': 'Somebody of staff revoked a document, alone or as two people agreed.',
  'desk-batch-begun': 'Somebody of staff had documents made for a list of people.',
  'desk-batch-handed-out': 'Somebody of staff took the files of a batch.',
} as const satisfies AuditEvents

export const audit = auditTrail(DOCUMENT_DESK_EVENTS)
