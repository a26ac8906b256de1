import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const IDENTITY_EVENTS = {
  'visit-begun': 'A person was recognised at a terminal, and a visit began.',
  'phone-login-confirmed': 'Somebody who has logged in with a phone has typed its digits at the terminal.',
  'phone-login-tries-over': 'Wrong digits were typed three times; the login by phone is over.',
  'phone-login-stopped':
    'On the phone it was said that a login was somebody else’s: it and what it had led to were ended.',
  'web-session-begun': 'A person has logged in on the web.',
  'logins-ended-by-provider':
    'The university’s login has said that a login is over, or an account got a new password, and what it had led to was ended.',
  'login-disowned':
    'By the link of a letter that told of a login it was said that it was somebody else’s: the session or visit was ended.',
  'logins-ended-by-person': 'A person has ended a session on the web, a visit at a kiosk, or all of them but one.',
  'account-made': 'The link of a letter was used to make an account with its mailbox.',
  'account-named': 'The person of an account has said who they are; the document cannot be changed from then on.',
  'account-name-changed': 'The person of an account has corrected the name.',
  'account-matched': 'The university’s data knows the person of an account for the first time.',
  'account-password-renewed': 'The password of an account was renewed by a link to its mailbox; its logins were ended.',
  'account-phone-waived': 'Staff let an account do without a mobile number.',
  'account-closed': 'An account was closed with what its person had erased, and all that was kept in it is gone.',
  'account-removed': 'Staff have removed an account, with all that was kept of its person; its logins were ended.',
  'card-pin-set': 'A person has set the digits of the campus card, after the university’s login.',
  'card-pin-removed': 'A person has removed the digits of the campus card.',
  'card-pin-locked':
    'Wrong digits were typed five times beside a campus card; they are locked until they are set anew.',
  'account-tries-many': 'Wrong passwords of one account were typed eight times; the subject is a pseudonym.',
} as const satisfies AuditEvents

export const audit = auditTrail(IDENTITY_EVENTS)
