import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const MAIL_EVENTS = {
  'message-sent': 'The relay took a letter, or the gateway a text.',
  'message-bounced': 'A letter or a text was refused for good, or a letter that had been taken came back.',
  'message-given-up': 'A letter or a text was not sent by the time at which it has no use any more.',
  'message-stopped':
    'A letter or a text was kept back before it went: its document was revoked, or whoever had it sent wants it no more.',
  'message-sent-again': 'A person had a letter or a text sent once more.',
} as const satisfies AuditEvents

export const audit = auditTrail(MAIL_EVENTS)
