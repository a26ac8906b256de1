import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ISSUING_EVENTS = {
  'document-issued': 'A document was made, sealed, checked and stored.',
  'document-drafted': 'A document was made, sealed and stored as a draft: until it is issued, every check finds none.',
  'document-draft-dropped': 'Nobody wanted a draft; it is none any more, and its file is taken away.',
  'document-proved': 'A time stamp, revocation data or a second seal was added behind the seal of a document.',
  'document-revoked': 'A document was taken back for good, with the reason that everyone may know.',
  'document-replaced': 'A newer document of the same person took the place of one.',
  'document-expiry-set': 'The moment from which a document no longer counts was set, or taken away.',
  'batch-opened': 'A list of documents to issue was taken on.',
} as const satisfies AuditEvents

export const audit = auditTrail(ISSUING_EVENTS)
