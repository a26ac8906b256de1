import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const STAFF_EVENTS = {
  'staff-first-code-made': 'There was no administrator, and a one-time code for the first one was made.',
  'staff-invited': 'Somebody was invited to work here, with a role and sites.',
  'staff-invitation-taken-back': 'An invitation that nobody had used was taken back.',
  'staff-account-made': 'A one-time code and two proofs became an account of staff.',
  'staff-account-changed':
    'An account of staff was given another role or other sites; the former ones stand there too.',
  'staff-account-ended': 'An account of staff was ended, and every session of it.',
  'staff-logged-in': 'Somebody of staff has logged in with two proofs.',
  'staff-stepped-up': 'Somebody of staff who is logged in has shown the second proof once more.',
  'staff-session-ended':
    'A session of staff was ended by its person, by an administrator, or by the university’s login.',
  'staff-refused': 'Somebody of staff has asked for what the role does not allow.',
  'staff-factor-added': 'Somebody of staff has added a second proof.',
  'staff-factor-removed': 'Somebody of staff has removed one of several second proofs.',
  'staff-factors-reset': 'The second proofs of an account were taken away, and a one-time code for new ones was made.',
  'staff-recovery-codes-made': 'Ten recovery codes were made for an account; older ones are worth nothing.',
  'staff-recovery-code-used': 'A recovery code was used in the place of a second proof.',
  'staff-tries-alarm':
    'Eight wrong passwords or codes in a row of one account, or twenty of one address; it stands there as a pseudonym.',
} as const satisfies AuditEvents

export const audit = auditTrail(STAFF_EVENTS)
