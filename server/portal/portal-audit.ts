import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PORTAL_EVENTS = {
  'application-made':
    'A person applied on the web for a document that was made as a draft, and it was issued, or waits for an office.',
  'application-downloaded': 'A person took the file of an application.',
  'application-letter-posted': 'A person had the file of an application sent by mail.',
  'share-made': 'A person made a link by which somebody else sees the file of an application.',
  'share-opened': 'Somebody opened such a link with its code.',
  'share-locked': 'Wrong codes were typed at such a link ten times; it opens no more.',
  'my-data-given': 'A person took everything that is kept of them as one file; the subject is the session.',
  'share-ended': 'A person switched such a link off.',
  'pickup-made': 'A person made a code by which the paper of an application is fetched at a kiosk.',
  'pickup-used': 'Such a code was typed at a terminal, and a visit for its document began.',
  'pickup-ended': 'A person ended such a code.',
  'mandate-made': 'A person named who else may collect the paper of an application, and until when.',
  'mandate-ended': 'The person ended that.',
} as const satisfies AuditEvents

export const audit = auditTrail(PORTAL_EVENTS)
