import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const PEOPLE_EVENTS = {
  'card-reported-lost': 'Somebody of staff, or a list of theirs, had a campus card refused at every kiosk.',
  'card-found': 'Somebody of staff let a campus card be used again.',
  'hold-placed': 'Somebody of staff, or a list of theirs, held back kinds of document from a person.',
  'hold-ended': 'Somebody of staff ended a hold.',
  'house-approval-given':
    'Somebody of staff, or a list of theirs, wrote down that a person may have a kind of document.',
  'house-approval-ended': 'Somebody of staff ended what had been written down.',
  'copies-granted': 'Somebody of staff, or a list of theirs, gave a person copies that cost nothing.',
  'written-down-again':
    'What a list had ended or put another in the place of counts again, because the list was taken back; the detail says what it is.',
  'copies-grant-ended': 'Somebody of staff ended such a gift; what was printed of it stays free.',
} as const satisfies AuditEvents

export const audit = auditTrail(PEOPLE_EVENTS)
