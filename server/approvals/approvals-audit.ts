import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const APPROVALS_EVENTS = {
  'approval-asked': 'A person applied for a document of which an office must approve first, and it waits.',
  'approval-looked-at': 'Somebody of an office looked at an application with its real pages.',
  'approval-given':
    'Somebody of an office approved an application, in whose place the detail says, and its document was issued.',
  'approval-sent-back': 'Somebody of an office sent an application back for a reason; its draft was dropped.',
  'approval-taken-back':
    'An approval was undone before its document had gone out: the application was sent back, the document revoked.',
  'approval-withdrawn': 'A person withdrew an application that waited for an office; its draft was dropped.',
  'approval-office-reminded': 'An office was reminded by a letter of what waits too long.',
  'approval-officer-named': 'Somebody of staff was named to decide for an office.',
  'approval-officer-removed': 'Somebody of staff decides no longer for an office; what they had delegated has ended.',
  'approval-delegated': 'An officer had somebody else decide in their place for a time.',
  'approval-delegation-ended': 'A delegation was ended before its time.',
} as const satisfies AuditEvents

export const audit = auditTrail(APPROVALS_EVENTS)
