import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const RECEIVERS_EVENTS = {
  'receiver-added': 'Somebody of staff registered an institution to which documents may be sent.',
  'receiver-changed': 'Somebody of staff changed what is registered of a receiver.',
  'receiver-suspended': 'Somebody of staff suspended a receiver: nothing goes there, and what was sent opens no more.',
  'receiver-resumed': 'Somebody of staff let a suspended receiver in again.',
  'sending-made': 'A person sent a document to a registered receiver.',
  'sending-posted-again': 'A person had the letter with the link sent once more.',
  'sending-opened': 'A receiver opened what it was sent, with a code from its own mailbox.',
  'sending-taken': 'A receiver took the file of what it was sent.',
  'sending-withdrawn': 'A person took back what was sent to a receiver.',
} as const satisfies AuditEvents

export const audit = auditTrail(RECEIVERS_EVENTS)
